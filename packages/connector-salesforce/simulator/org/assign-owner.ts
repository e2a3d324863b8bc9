import { compileTree } from '../soql/compile-tree.ts';
import { compileRule } from '../soql/run-query.ts';
import type { Table } from '../store/table.ts';
import { createAccess } from './access.ts';
import type { Values } from './change-row.ts';
import { refuse } from './record-error.ts';
import type { Rules } from './rules.ts';
import type { Work } from './work.ts';

type Entry = Rules['assignments'][number];

const entriesFor = (work: Work, object: string): readonly Entry[] => {
  const { assign } = work.options;
  if (assign === false) return [];
  const own = work.org.rules.assignments.filter((one) => one.object === object);
  if (assign === true) return own.filter(({ active }) => active);
  const named = own.filter(({ rule }) => rule === assign || rule.slice(0, 15) === assign);
  return named.length > 0 || own.length === 0
    ? named
    : refuse('INVALID_CROSS_REFERENCE_KEY', `invalid assignment rule: ${assign}`, { fields: [] });
};

const isMet = (work: Work, [table, row]: readonly [Table, number], entry: Entry): boolean => {
  if (entry.when === undefined) return true;
  const access = createAccess(work.access.userId, []);
  const scope = { org: work.org, access, table, text: entry.when, alias: null };
  const tree = compileRule(scope, entry.when);
  return tree !== null && compileTree(scope, tree, () => new Set())(row);
};

/** Asks something of a row as if it had these values already. */
const asSaved = <T>([table, row]: readonly [Table, number], values: Values, ask: () => T): T => {
  const before = [...values.keys()].map((field) => [field, table.get(row, field)] as const);
  for (const [field, value] of values) table.set(row, field, value);
  try {
    return ask();
  } finally {
    for (const [field, value] of before) table.set(row, field, value);
  }
};

/** Notes that a record with `IsUnreadByOwner` and `LastTransferDate` came to somebody other than who saves it. */
const noteTransfer = (work: Work, [table, row]: readonly [Table, number], values: Values): void => {
  const { object } = table;
  const [owner, unread, transfer] = ['OwnerId', 'IsUnreadByOwner', 'LastTransferDate'].map((name) =>
    object.indexOf(name),
  );
  const next = owner === undefined ? undefined : values.get(owner);
  const isNew = table.state(row) === 'absent';
  if (owner === undefined || next === undefined || (!isNew && next === table.get(row, owner)))
    return;
  if (unread !== undefined && values.get(unread) !== true) {
    values.set(unread, next !== work.access.userId);
  }
  if (transfer === undefined || isNew) return;
  values.set(transfer, new Date(work.stamp * 1000).toISOString().slice(0, 10));
};

/** Gives a record that is being saved the owner that the assignment rule chooses, if one applies. */
export const assignOwner = (work: Work, place: readonly [Table, number], values: Values): void => {
  const [table] = place;
  const owner = table.object.indexOf('OwnerId');
  const entries = owner === undefined ? [] : entriesFor(work, table.object.name);
  const entry =
    entries.length === 0
      ? undefined
      : asSaved(place, values, () => entries.find((one) => isMet(work, place, one)));
  if (owner !== undefined && entry) values.set(owner, entry.owner);
  noteTransfer(work, place, values);
};
