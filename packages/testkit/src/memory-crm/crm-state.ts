import type {
  FieldValue,
  Fields,
  Instant,
  RecordRef,
  RemoteId,
  RemoteRecord,
} from '@concord/core/contract';
import { toInstant, toRemoteId } from '@concord/core/contract';

/** One change of one field of the CRM, and whose it was. */
export interface CrmChange {
  readonly sequence: number;
  readonly at: Instant;
  readonly user: string;
  readonly object: string;
  readonly id: RemoteId;
  readonly kind: 'created' | 'updated' | 'removed' | 'restored' | 'merged' | 'converted';
  /** `null` for all but creations and updates. */
  readonly field: string | null;
  readonly before: FieldValue;
  readonly after: FieldValue;
}

interface Row {
  readonly object: string;
  fields: Record<string, FieldValue>;
  version: number;
  stampedAt: Instant;
  removed: boolean;
  mergedInto: RemoteId | null;
  continuesAs: RecordRef | null;
  readonly associated: Map<string, readonly RemoteId[]>;
  /** As it is told to whoever asks; `null` until somebody does after a change. */
  told: RemoteRecord | null;
}

/** A CRM's records, each change of which moves one counter: its clock, version and order. */
export interface CrmState {
  readonly history: readonly CrmChange[];
  /** Tells of every change from now on, as it is made. */
  follow(listener: (change: CrmChange) => void): void;
  insert(user: string, object: string, fields: Fields): RemoteId;
  edit(user: string, id: RemoteId, fields: Fields): void;
  remove(user: string, id: RemoteId): void;
  merge(user: string, loser: RemoteId, winner: RemoteId): void;
  /** The record becomes one of another object, and is written no more. */
  convert(user: string, id: RemoteId, into: RecordRef): void;
  /** Edits fields that follow something else, as a primary company: the version stays. */
  shift(user: string, id: RemoteId, fields: Fields): void;
  /** Says what a record belongs to of one object; the version stays. */
  associate(id: RemoteId, object: string, to: readonly RemoteId[]): void;
  associated(id: RemoteId, object: string): RemoteId[];
  /** Takes a record out of the bin. */
  restore(id: RemoteId, user?: string): void;
  /** Removes a record without a trace. */
  purge(id: RemoteId): void;
  /** Counts the changes. */
  version(): number;
  get(id: RemoteId): RemoteRecord | null;
  /** Of one object, oldest change first. */
  all(object: string): RemoteRecord[];
}

const start = Date.parse('2026-01-01T00:00:00.000Z');

const toRecord = (id: RemoteId, row: Row): RemoteRecord => (row.told ??= recordOf(id, row));

const recordOf = (id: RemoteId, row: Row): RemoteRecord => ({
  id,
  fields: { ...row.fields },
  modifiedAt: row.stampedAt,
  revision: String(row.version),
  removed: row.removed,
  mergedInto: row.mergedInto,
  ...(row.continuesAs && { continuesAs: row.continuesAs }),
});

/** Rows by object and id, of each object the one changed last at the end. */
const createTables = () => {
  const tables = new Map<string, Map<RemoteId, Row>>();
  const of = (object: string): Map<RemoteId, Row> => {
    const known = tables.get(object) ?? new Map<RemoteId, Row>();
    tables.set(object, known);
    return known;
  };
  return {
    of,
    moveLast: (id: RemoteId, row: Row) => {
      const table = of(row.object);
      table.delete(id);
      table.set(id, row);
    },
  };
};

/** An empty CRM; without a clock each change has a second of its own. */
export function createCrmState(now?: () => number): CrmState {
  const rows = new Map<RemoteId, Row>();
  const tables = createTables();
  const history: CrmChange[] = [];
  let version = 0;
  let made = 0;

  let stamped = { ms: start, at: toInstant(start) };
  const stamp = (): Instant => {
    const exact = now?.() ?? start + version * 1000;
    const ms = exact - (exact % 1000);
    if (ms !== stamped.ms) stamped = { ms, at: toInstant(ms) };
    return stamped.at;
  };

  const listeners: ((change: CrmChange) => void)[] = [];
  const note = (told: Omit<CrmChange, 'sequence' | 'at'>) => {
    const change = { sequence: history.length + 1, at: stamp(), ...told };
    history.push(change);
    for (const tell of listeners) tell(change);
  };

  const rowOf = (id: RemoteId): Row => {
    const row = rows.get(id);
    if (row === undefined) throw new Error(`no record ${id}`);
    return row;
  };

  /** The record has a new version. */
  const bump = (id: RemoteId, fate: Partial<Row> = {}): Row => {
    version += 1;
    const row = Object.assign(rowOf(id), fate, { version, stampedAt: stamp(), told: null });
    tables.moveLast(id, row);
    return row;
  };

  const set = (user: string, id: RemoteId, to: { kind: 'created' | 'updated'; fields: Fields }) => {
    const row = rowOf(id);
    row.told = null;
    for (const [field, after] of Object.entries(to.fields)) {
      const before = row.fields[field] ?? null;
      row.fields[field] = after;
      // Whoever saves what is there leaves no trace but the new date.
      if (to.kind === 'updated' && before === after) continue;
      note({ user, object: row.object, id, kind: to.kind, field, before, after });
    }
  };

  const write: typeof set = (user, id, to) => {
    set(user, id, to);
    bump(id);
  };

  const end = (
    user: string,
    id: RemoteId,
    by: Partial<Row> & Pick<CrmChange, 'kind'> & { readonly after?: RemoteId },
  ) => {
    const { kind, after = null, ...fate } = by;
    const { object } = bump(id, fate);
    note({ user, object, id, kind, field: null, before: null, after });
  };

  return {
    history,
    follow: (listener) => void listeners.push(listener),
    insert(user, object, fields) {
      const id = toRemoteId(`${object.toLowerCase()}-${String((made += 1)).padStart(6, '0')}`);
      const fate = { removed: false, mergedInto: null, continuesAs: null };
      rows.set(id, {
        object,
        fields: {},
        version: 0,
        stampedAt: stamp(),
        ...fate,
        associated: new Map(),
        told: null,
      });
      write(user, id, { kind: 'created', fields });
      return id;
    },
    edit: (user, id, fields) => write(user, id, { kind: 'updated', fields }),
    remove: (user, id) => end(user, id, { kind: 'removed', removed: true }),
    merge: (user, loser, winner) =>
      end(user, loser, { kind: 'merged', removed: true, mergedInto: winner, after: winner }),
    convert: (user, id, into) =>
      end(user, id, { kind: 'converted', continuesAs: into, after: into.id }),
    shift: (user, id, fields) => set(user, id, { kind: 'updated', fields }),
    associate: (id, object, to) => void rowOf(id).associated.set(object, to),
    associated: (id, object) => [...(rows.get(id)?.associated.get(object) ?? [])],
    restore: (id, user = 'person') =>
      end(user, id, { kind: 'restored', removed: false, mergedInto: null }),
    purge: (id) => {
      tables.of(rows.get(id)?.object ?? '').delete(id);
      rows.delete(id);
    },
    version: () => version,
    get: (id) => {
      const row = rows.get(id);
      return row === undefined ? null : toRecord(id, row);
    },
    all: (object) => [...tables.of(object)].map(([id, row]) => toRecord(id, row)),
  };
}
