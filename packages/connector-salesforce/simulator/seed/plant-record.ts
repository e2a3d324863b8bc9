import type { Table, Value } from '../store/table.ts';

/** When a planted record was created and last changed (seconds since 1970), and by whom. */
export interface Planting {
  readonly createdAt: number;
  readonly changedAt: number;
  readonly userId: string;
  readonly state?: 'live' | 'deleted';
}

/** Writes records that were there before the simulator began: no checks, no history. */
export type Plant = (values: Readonly<Record<string, Value>>, planting: Planting) => string;

/** A planter for one object; it looks field names up once. */
export const planterOf = (table: Table): Plant => {
  const places = new Map(table.object.fields.map(({ name }, index) => [name, index]));
  const put = (row: number, name: string, value: Value): void => {
    const place = places.get(name);
    if (place !== undefined && value !== null) table.set(row, place, value);
  };
  return (values, { createdAt, changedAt, userId, state = 'live' }) => {
    const row = table.allot();
    for (const name in values) put(row, name, values[name] ?? null);
    put(row, 'CreatedDate', createdAt);
    put(row, 'CreatedById', userId);
    put(row, 'LastModifiedDate', changedAt);
    put(row, 'LastModifiedById', userId);
    put(row, 'SystemModstamp', changedAt);
    table.setState(row, state);
    return table.idOf(row);
  };
};
