import { normalizerOf, type Table, type Value } from '../store/table.ts';
import type { MatchSpec } from './duplicate-check.ts';
import type { Org } from './org.ts';

/** A record to compare. */
export interface Compared {
  readonly table: Table;
  readonly row: number;
}

/** A value by a field's name, or by a path to a parent's (`Account.Name`); null for none. */
export const valueAt = (org: Org, { table, row }: Compared, path: string): Value => {
  const [first = '', ...rest] = path.split('.');
  const { object } = table;
  if (rest.length === 0) return table.get(row, object.indexOf(first) ?? -1);
  const index = object.relationshipIndex(first) ?? -1;
  const id = table.get(row, index);
  const parent = org.table(object.fields[index]?.referenceTo[0] ?? '');
  const found = typeof id === 'string' ? parent.rowOf(id) : undefined;
  return found === undefined ? null : valueAt(org, { table: parent, row: found }, rest.join('.'));
};

const legalForms = /[\s,]+(?:inc|llc|ltd|gmbh|ab|corp|corporation|company|co|s\.a|limited)\.?$/u;

const loosen = (name: string, value: Value): Value => {
  if (typeof value !== 'string') return value;
  const text = value.toLowerCase().trim();
  if (name.endsWith('Phone')) return text.replaceAll(/\D/gu, '').slice(-10);
  const plain = /Company$|Account\.Name$/u.test(name) ? text.replace(legalForms, '') : text;
  return plain.replaceAll(/[^\p{L}\p{N}@.]+/gu, ' ').trim();
};

const exact = ({ table }: Compared, name: string, value: Value): Value => {
  const field = table.object.fields[table.object.indexOf(name) ?? -1];
  return field ? normalizerOf(field)(value) : value;
};

/** Whether two records agree in one field each; an empty value agrees with nothing. */
export const agrees = (
  org: Org,
  [saved, other]: readonly [Compared, Compared],
  { engine, names: [from, to] }: Pick<MatchSpec, 'engine'> & { names: readonly [string, string] },
): boolean => {
  const [left, right] = [valueAt(org, saved, from), valueAt(org, other, to)];
  if (left === null || right === null) return false;
  return engine === 'FuzzyMatchEngine'
    ? loosen(from, left) === loosen(to, right)
    : exact(other, to, left) === exact(other, to, right);
};
