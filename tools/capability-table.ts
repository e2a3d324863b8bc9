import type { Connector, Guard, RemoteObject } from '@concord/core/contract';
import { alignTable } from './align-table.ts';
import type { WrittenPart } from './written-part.ts';

const none = '–';

const count = (number: number): string => number.toLocaleString('en');

const orNone = (parts: readonly (string | false | undefined)[]): string =>
  parts.filter(Boolean).join(', ') || none;

const keyNames = {
  email: 'email',
  domain: 'domain',
  'unique-key': 'unique key',
  'message-id': 'message id',
} as const;

const guards: Readonly<Record<Guard['kind'], string>> = {
  atomic: 'atomic: a later edit refuses ours',
  compensating: 'compensating: put back from the history',
  none: none,
};

const guardOf = ({ guard, update }: NonNullable<RemoteObject['write']>): string => {
  if (update === undefined || guard.kind === 'none') return none;
  const max = guard.kind === 'atomic' ? guard.batchMax : guard.historyMax;
  return `${guards[guard.kind]}, ${count(max)} a call`;
};

const proofOf = (write: NonNullable<RemoteObject['write']>): string =>
  orNone([
    `\`${write.uniqueKeyField}\``,
    write.matchLagMs > 0 ? 'and not without it' : 'else waiting and a strong look',
    write.matchLagMs === 0 && 'findCreated' in write && 'by its text',
  ]);

const removalsOf = ({ read }: RemoteObject): string => {
  if (read === undefined) return none;
  return orNone([
    read.removals === undefined ? 'among the changes' : 'listed apart',
    read.ids !== undefined && 'ids compared',
    read.removed !== undefined && 'proved',
  ]);
};

const belongsTo = ({ company, relates, associations }: RemoteObject): string =>
  orNone([
    company !== null && `\`${company.field}\``,
    relates !== undefined && `\`${relates.from.field}\`, \`${relates.to.field}\``,
    associations && `${associations.to.join(', ')}: ${count(associations.batchMax)} a call`,
  ]);

const size = (part: { readonly batchMax: number } | undefined): string =>
  part === undefined ? none : count(part.batchMax);

const columns: readonly (readonly [string, (object: RemoteObject) => string])[] = [
  ['is', ({ represents }) => represents],
  ['read, a page', ({ read }) => (read === undefined ? none : count(read.pageMax))],
  ['removals', removalsOf],
  ['belongs to', belongsTo],
  ['found by', ({ write }) => orNone(write?.matchKeys.map((kind) => keyNames[kind]) ?? [])],
  ['created, a call', ({ write }) => size(write?.create)],
  ['once by', ({ write }) => (write === undefined ? none : proofOf(write))],
  ['updated, a call', ({ write }) => size(write?.update)],
  ["people's edits", ({ write }) => (write === undefined ? none : guardOf(write))],
  ['removed, a call', ({ write }) => size(write?.remove)],
];

const tableOf = ({ label, objects }: Connector): string[] => {
  const rows = Object.entries(objects).map(([name, object]) => [
    `\`${name}\``,
    ...columns.map(([, cellOf]) => cellOf(object)),
  ]);
  const heading = [label, ...columns.map(([title]) => title)];
  return ['', ...alignTable([heading, ...rows])];
};

/** One table of each connector. */
export const capabilities: WrittenPart = {
  path: 'README.md',
  name: 'capabilities',
  lines: (connectors) => connectors.flatMap(tableOf),
};
