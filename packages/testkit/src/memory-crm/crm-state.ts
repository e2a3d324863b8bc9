import type { FieldValue, Fields, Instant, RemoteId, RemoteRecord } from '@concord/core/contract';
import { toInstant, toRemoteId } from '@concord/core/contract';

/** One change of one field of the CRM, and whose it was. */
export interface CrmChange {
  readonly sequence: number;
  readonly user: string;
  readonly object: string;
  readonly id: RemoteId;
  readonly kind: 'created' | 'updated' | 'removed' | 'merged';
  /** `null` for a removal. */
  readonly field: string | null;
  readonly before: FieldValue;
  readonly after: FieldValue;
}

interface Row {
  readonly object: string;
  fields: Record<string, FieldValue>;
  version: number;
  removed: boolean;
  mergedInto: RemoteId | null;
}

/** A CRM's records, each change of which moves one counter: its clock, version and order. */
export interface CrmState {
  readonly history: readonly CrmChange[];
  insert(user: string, object: string, fields: Fields): RemoteId;
  edit(user: string, id: RemoteId, fields: Fields): void;
  remove(user: string, id: RemoteId): void;
  merge(user: string, loser: RemoteId, winner: RemoteId): void;
  get(id: RemoteId): RemoteRecord | null;
  /** Of one object, oldest change first. */
  all(object: string): RemoteRecord[];
}

const start = Date.parse('2026-01-01T00:00:00.000Z');

const stamp = (version: number): Instant => toInstant(start + version * 1000);

const toRecord = (id: RemoteId, row: Row): RemoteRecord => ({
  id,
  fields: { ...row.fields },
  modifiedAt: stamp(row.version),
  revision: String(row.version),
  removed: row.removed,
  mergedInto: row.mergedInto,
});

export function createCrmState(): CrmState {
  const rows = new Map<RemoteId, Row>();
  const history: CrmChange[] = [];
  let version = 0;

  const note = (change: Omit<CrmChange, 'sequence'>) =>
    history.push({ sequence: history.length + 1, ...change });

  const rowOf = (id: RemoteId): Row => {
    const row = rows.get(id);
    if (row === undefined) throw new Error(`no record ${id}`);
    return row;
  };

  const write = (
    user: string,
    id: RemoteId,
    to: { kind: 'created' | 'updated'; fields: Fields },
  ) => {
    const row = rowOf(id);
    for (const [field, after] of Object.entries(to.fields)) {
      const before = row.fields[field] ?? null;
      row.fields[field] = after;
      note({ user, object: row.object, id, kind: to.kind, field, before, after });
    }
    row.version = version += 1;
  };

  const bin = (user: string, id: RemoteId, mergedInto: RemoteId | null) => {
    const row = rowOf(id);
    row.removed = true;
    row.mergedInto = mergedInto;
    row.version = version += 1;
    const kind = mergedInto === null ? 'removed' : 'merged';
    note({ user, object: row.object, id, kind, field: null, before: null, after: mergedInto });
  };

  return {
    history,
    insert(user, object, fields) {
      const id = toRemoteId(`${object.toLowerCase()}-${String(rows.size + 1).padStart(6, '0')}`);
      rows.set(id, { object, fields: {}, version: 0, removed: false, mergedInto: null });
      write(user, id, { kind: 'created', fields });
      return id;
    },
    edit: (user, id, fields) => write(user, id, { kind: 'updated', fields }),
    remove: (user, id) => bin(user, id, null),
    merge: (user, loser, winner) => bin(user, loser, winner),
    get: (id) => {
      const row = rows.get(id);
      return row === undefined ? null : toRecord(id, row);
    },
    all: (object) =>
      [...rows]
        .filter(([, row]) => row.object === object)
        .map(([id, row]) => toRecord(id, row))
        .toSorted((a, b) => Number(a.revision) - Number(b.revision)),
  };
}
