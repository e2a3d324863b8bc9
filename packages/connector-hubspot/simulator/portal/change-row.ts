import type { ChangeKind } from '@concord/testkit/simulator';
import { encodeId } from '../store/record-ids.ts';
import type { RowState, Value } from '../store/table.ts';
import { type Actor, hubspotActor } from './actor.ts';
import type { Portal } from './portal.ts';
import { originalVersion } from './property-versions.ts';

/** Which row of which object type. */
export interface RowRef {
  readonly object: string;
  readonly row: number;
}

interface Note {
  readonly actor: Actor;
  readonly kind: ChangeKind;
  readonly field: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** Writes one change into the simulator's history. */
export const note = (portal: Portal, { object, row }: RowRef, change: Note): void => {
  const { actor, ...what } = change;
  const time = new Date(portal.now()).toISOString();
  portal.history.add({ time, user: actor.id, object, id: encodeId(row), ...what });
};

const indexLag = ({ rules, random }: Portal): number => {
  const { minMs, maxMs } = rules.searchLag;
  return maxMs <= minMs ? minMs : minMs + random.below(maxMs - minMs);
};

/** Keeps what the search index shows of a row until it takes the coming change up. */
export const beforeChange = (portal: Portal, ref: RowRef, names: Iterable<string>): void => {
  const { table, indexed } = portal.store(ref.object);
  indexed.add(ref.row, {
    until: portal.now() + indexLag(portal),
    state: table.state(ref.row),
    modifiedAt: table.modifiedAt(ref.row),
    values: new Map([...names].map((name) => [name, table.get(ref.row, name)])),
  });
};

const replaceValue = (
  portal: Portal,
  ref: RowRef,
  change: { name: string; value: Value; actor: Actor },
) => {
  const { table, versions } = portal.store(ref.object);
  const { name, value, actor } = change;
  const before = table.get(ref.row, name);
  const version = { value: value ?? '', at: portal.now(), actor };
  versions.add(ref.row, name, { original: originalVersion(table, ref.row, before), version });
  table.set(ref.row, name, value);
  note(portal, ref, { actor, kind: 'updated', field: name, before, after: value });
};

/** Values to write, and those that HubSpot adds. */
export interface RowChange {
  readonly values: ReadonlyMap<string, Value>;
  readonly derived?: ReadonlyMap<string, Value>;
  readonly actor: Actor;
}

/** Replaces the values that differ and moves the modified date if any does; the names of those it replaced. */
export const changeRow = (portal: Portal, ref: RowRef, change: RowChange): string[] => {
  const { table } = portal.store(ref.object);
  const all = [
    ...[...change.values].map(([name, value]) => ({ name, value, actor: change.actor })),
    ...[...(change.derived ?? [])].map(([name, value]) => ({ name, value, actor: hubspotActor })),
  ];
  const changed = all.filter(({ name, value }) => table.get(ref.row, name) !== value);
  if (changed.length === 0) return [];
  const names = changed.map(({ name }) => name);
  beforeChange(portal, ref, names);
  for (const each of changed) replaceValue(portal, ref, each);
  table.setModifiedAt(ref.row, portal.now());
  return names;
};

/** HubSpot: a record says INTEGRATION of itself, and which one in a detail. Recorded answers, 2026. */
const sourceLabel = ({ sourceType, sourceLabel: label }: Actor): string =>
  sourceType === 'COMPANIES' && label !== null ? label : sourceType;

const nothing: ReadonlyMap<string, Value> = new Map();

/** Adds a row with its values; the row. A creation date among them is taken as it is. */
export const addRow = (portal: Portal, object: string, change: RowChange): RowRef => {
  const { table, indexed } = portal.store(object);
  const row = table.allot();
  const now = portal.now();
  indexed.add(row, {
    until: now + indexLag(portal),
    state: 'absent',
    modifiedAt: now,
    values: nothing,
  });
  table.setCreatedAt(row, Date.parse(change.values.get(table.type.createdProperty) ?? '') || now);
  table.setModifiedAt(row, now);
  const { actor } = change;
  const source = [
    ['hs_object_source', actor.sourceType],
    ['hs_object_source_id', actor.sourceId],
    ['hs_object_source_label', sourceLabel(actor)],
    ['hs_object_source_detail_1', actor.sourceLabel],
    ['hs_created_by_user_id', actor.userId === null ? null : String(actor.userId)],
  ] as const;
  for (const [name, value] of [...source, ...(change.derived ?? []), ...change.values]) {
    if (value === null) continue;
    table.set(row, name, value);
    note(
      portal,
      { object, row },
      { actor, kind: 'created', field: name, before: null, after: value },
    );
  }
  table.setState(row, 'live');
  return { object, row };
};

/** Moves a row to another state. */
export const moveRow = (
  portal: Portal,
  ref: RowRef,
  { state, kind, actor }: { state: RowState; kind: ChangeKind; actor: Actor },
): void => {
  const { table } = portal.store(ref.object);
  beforeChange(portal, ref, []);
  table.setState(ref.row, state);
  if (state === 'archived') table.archivedAt.set(ref.row, portal.now());
  else table.archivedAt.delete(ref.row);
  if (state === 'live' || state === 'archived') table.setModifiedAt(ref.row, portal.now());
  note(portal, ref, { actor, kind, field: null, before: null, after: null });
};

/** Moves the modified date of a row although nothing changed. */
export const touchRow = (portal: Portal, ref: RowRef): void => {
  beforeChange(portal, ref, []);
  portal.table(ref.object).setModifiedAt(ref.row, portal.now());
};
