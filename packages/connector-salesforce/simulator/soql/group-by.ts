import type { Query } from '@jetstreamapp/soql-parser-js';
import { isGroupable } from '../schema/aggregation.ts';
import { normalizerOf } from '../store/table.ts';
import { type FunctionCall, isTransparent, resolveFunction } from './date-functions.ts';
import { namesOf, type Path, resolvePath, type Scope } from './scope.ts';
import { refuseQuery } from './soql-error.ts';

/** A field, or a function of one, as a query spells it. */
export type Expression = string | FunctionCall;

/** Rows that are alike in every key but those rolled up. */
export interface Group {
  readonly rows: readonly number[];
  /** The names of the keys that a subtotal leaves out. */
  readonly rolled: ReadonlySet<string>;
}

/** What a query groups by. */
export interface Grouping {
  readonly keys: ReadonlyMap<string, Path>;
  /** The keys that each kind of group leaves out; the groups of all keys come first. */
  readonly rollups: readonly ReadonlySet<string>[];
}

// Salesforce: three fields a ROLLUP or CUBE. "GROUP BY ROLLUP", developer.salesforce.com, read 2026-11-22
const rollupMax = 3;

/** One name for all spellings of a field or function; `toLabel(Industry)` is `industry`. */
export const nameOf = (scope: Scope, one: Expression): string => {
  if (typeof one === 'string') return namesOf(scope, one).join('.').toLowerCase();
  const inner = nameOf(scope, one.parameters?.[0] ?? '');
  return isTransparent(one) ? inner : `${(one.functionName ?? '').toLowerCase()}(${inner})`;
};

/** Looks up a field, or a function of one. */
export const resolveExpression = (scope: Scope, one: Expression): Path =>
  typeof one === 'string' ? resolvePath(scope, one) : resolveFunction(scope, one);

const keyOf = (scope: Scope, one: Expression): readonly [string, Path] => {
  const path = resolveExpression(scope, one);
  if (isGroupable(path.field)) return [nameOf(scope, one), path];
  const { name } = path.field;
  return refuseQuery(scope.text, name, `field '${name}' can not be grouped in a query call`);
};

const withoutLast = (names: readonly string[]): ReadonlySet<string>[] =>
  [...names, ''].map((_, count) => new Set(names.slice(names.length - count)));

const everyChoice = (names: readonly string[]): ReadonlySet<string>[] =>
  Array.from(
    { length: 2 ** names.length },
    (_, bits) => new Set(names.filter((__, at) => (bits >> at) & 1)),
  );

const rolledUp = (scope: Scope, call: FunctionCall, isCube: boolean): Grouping => {
  const fields = call.parameters ?? [];
  if (fields.length > rollupMax) {
    refuseQuery(
      scope.text,
      String(call.functionName),
      `at most ${rollupMax} fields can be rolled up`,
    );
  }
  const keys = new Map(fields.map((one) => keyOf(scope, one)));
  const names = [...keys.keys()];
  return { keys, rollups: isCube ? everyChoice(names) : withoutLast(names) };
};

/** Reads a GROUP BY clause; refuses fields that it does not take. */
export const groupingOf = (scope: Scope, clause: Query['groupBy']): Grouping => {
  const parts = clause === undefined ? [] : [clause].flat();
  const [first] = parts;
  const call = first && 'fn' in first ? first.fn : null;
  const kind = call?.functionName?.toUpperCase();
  if (call && (kind === 'ROLLUP' || kind === 'CUBE')) {
    const other = parts[1];
    if (other) refuseQuery(scope.text, 'GROUP BY', `${kind} must be all of the GROUP BY clause`);
    return rolledUp(scope, call, kind === 'CUBE');
  }
  const keys = new Map(parts.map((one) => keyOf(scope, 'fn' in one ? one.fn : one.field)));
  return { keys, rollups: [new Set()] };
};

const groupsWithout = (
  rows: readonly number[],
  { keys }: Grouping,
  rolled: ReadonlySet<string>,
): Group[] => {
  const paths = [...keys].flatMap(([name, path]) => (rolled.has(name) ? [] : [path]));
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const key = JSON.stringify(paths.map((path) => normalizerOf(path.field)(path.read(row))));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((members) => ({ rows: members, rolled }));
};

/** The groups of rows, with the subtotals that ROLLUP and CUBE ask for; without keys one group, even of no rows. */
export const groupRows = (rows: readonly number[], grouping: Grouping): Group[] =>
  grouping.keys.size === 0
    ? [{ rows, rolled: new Set() }]
    : grouping.rollups.flatMap((rolled) => groupsWithout(rows, grouping, rolled));
