import type { Change, ChangeKind } from '@concord/testkit/simulator';
import type { RowState, Table, Value } from '../store/table.ts';
import { toJsonValue } from './field-values.ts';
import { take, type Work } from './work.ts';

/** New values of a row by the place of the field. */
export type Values = Map<number, Value>;

type RowChange = Omit<Change, 'sequence' | 'time'>;

interface Target {
  readonly table: Table;
  readonly row: number;
  readonly kind: ChangeKind;
}

const auditOf = (work: Work, table: Table, isNew: boolean): Values => {
  const audit: Values = new Map();
  const put = (name: string, value: Value): void => {
    const index = table.object.indexOf(name);
    if (index !== undefined) audit.set(index, value);
  };
  if (isNew) put('CreatedDate', work.stamp);
  if (isNew) put('CreatedById', work.access.userId);
  put('LastModifiedDate', work.stamp);
  put('LastModifiedById', work.access.userId);
  put('SystemModstamp', work.stamp);
  return audit;
};

const changesOf = (work: Work, { table, row, kind }: Target, values: Values): RowChange[] => {
  const whole = { user: work.access.userId, object: table.object.name, id: table.idOf(row), kind };
  const changes: RowChange[] = [];
  for (const [index, after] of values) {
    const field = table.object.fields[index];
    const before = table.get(row, index);
    if (!field || before === after) continue;
    const [from, to] = [toJsonValue(field, before), toJsonValue(field, after)];
    changes.push({ ...whole, field: field.name, before: from, after: to });
  }
  if (kind === 'updated' && changes.length > 0) return changes;
  return [{ ...whole, field: null, before: null, after: null }, ...changes];
};

const setAll = (table: Table, row: number, values: Iterable<readonly [number, Value]>): void => {
  for (const [field, value] of values) table.set(row, field, value);
};

/** Changes values as Salesforce itself does: nobody's last change, and SystemModstamp only if `isStamped`. */
export const systemChange = (
  work: Work,
  { table, row }: Pick<Target, 'table' | 'row'>,
  { values, isStamped }: { values: Values; isStamped: boolean },
): void => {
  const all: Values = new Map(values);
  if (isStamped) all.set(table.stampIndex, work.stamp);
  const before = [...all.keys()].map((field) => [field, table.get(row, field)] as const);
  take(work, {
    table,
    row,
    changes: changesOf(work, { table, row, kind: 'updated' }, values),
    apply: () => setAll(table, row, all),
    undo: () => setAll(table, row, before),
  });
};

/** Changes values, state, or both, of one row, as one step stamped with the work's user and time. */
export const changeRow = (
  work: Work,
  target: Target,
  { values = new Map(), state }: { values?: Values; state?: RowState },
): void => {
  const { table, row, kind } = target;
  const isNew = kind === 'created';
  const audit =
    kind === 'undeleted' && !work.org.rules.undeleteStamps ? [] : auditOf(work, table, isNew);
  const all = new Map([...values, ...audit]);
  const before = [...all.keys()].map(
    (field) => [field, isNew ? null : table.get(row, field)] as const,
  );
  const formerState = table.state(row);
  take(work, {
    table,
    row,
    changes: changesOf(work, target, values),
    apply: () => {
      setAll(table, row, all);
      if (state) table.setState(row, state);
    },
    undo: () => {
      if (state) table.setState(row, formerState);
      setAll(table, row, before);
    },
  });
};
