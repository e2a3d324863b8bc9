import { associate, dissociate } from './associations/associate.ts';
import { type Actor, personActor } from './portal/actor.ts';
import { type RowRef, touchRow } from './portal/change-row.ts';
import type { PropertyInput } from './portal/check-values.ts';
import { createRecord } from './portal/create-record.ts';
import { findRow } from './portal/find-record.ts';
import { mergeRecords } from './portal/merge-records.ts';
import { addOwner, archiveOwner, type OwnerInput, renameOwner } from './portal/owners.ts';
import type { Portal } from './portal/portal.ts';
import {
  archiveRecord,
  forgetContact,
  purgeRecord,
  restoreRecord,
} from './portal/remove-record.ts';
import type { Saving } from './portal/saving.ts';
import { updateRecord } from './portal/update-record.ts';
import { encodeId } from './store/record-ids.ts';

/** Who does something: a token's holder; by default the person. */
export interface Doer {
  readonly user?: string | undefined;
}

/** Which record; the object as paths name it, `contacts`. */
export interface RecordRef {
  readonly object: string;
  readonly id: string;
}

/** Two records to associate, by a label's type id or without a label. */
export interface AssociationOrder {
  readonly from: RecordRef;
  readonly to: RecordRef;
  readonly typeIds?: readonly number[] | undefined;
}

/** The portal without HTTP, for tests: every rule applies, every change is in the history. Refusals are thrown. */
export interface DirectAccess {
  /** Creates a record and returns its id. */
  insert(object: string, properties: PropertyInput, doer?: Doer): string;
  update(ref: RecordRef, properties: PropertyInput, doer?: Doer): void;
  /** Moves a record's modified date although nothing changed. */
  touch(ref: RecordRef): void;
  archive(ref: RecordRef, doer?: Doer): void;
  /** Brings a record back from the recycle bin and returns its id. */
  restore(ref: RecordRef, doer?: Doer): string;
  /** Takes a record out for good. */
  purge(ref: RecordRef, doer?: Doer): void;
  /** Deletes a contact for privacy. */
  forget(ref: RecordRef, doer?: Doer): void;
  /** Makes one record of two and returns its id; the values of `primary` win. */
  merge(object: string, order: { primary: string; other: string }, doer?: Doer): string;
  associate(order: AssociationOrder, doer?: Doer): void;
  dissociate(order: AssociationOrder, doer?: Doer): void;
  /** Ids of a record's associations with records of another type. */
  associated(ref: RecordRef, to: string): { id: string; typeIds: readonly number[] }[];
  /** A record with every property that has a value; null if there is none. Archived records count, merged ones lead on. */
  read(ref: RecordRef): Record<string, unknown> | null;
  /** Ids of live records, in order. */
  ids(object: string): string[];
  /** Adds somebody whom records can belong to, and returns the owner's id. */
  addOwner(owner: OwnerInput): string;
  renameOwner(id: string, names: Partial<Pick<OwnerInput, 'firstName' | 'lastName'>>): void;
  archiveOwner(id: string): void;
}

const rowOf = (portal: Portal, { object, id }: RecordRef): RowRef => {
  const row = findRow(portal, object, { id });
  if (row === null) throw new RangeError(`no record ${object} ${id}`);
  return { object, row };
};

const readAll = (portal: Portal, { object, row }: RowRef): Record<string, unknown> => {
  const table = portal.table(object);
  const names = [...portal.objectSchema(object).properties.keys()].toSorted();
  const values = names.map((name) => [name, table.get(row, name)] as const);
  return {
    id: encodeId(row),
    archived: table.state(row) === 'archived',
    ...Object.fromEntries(values.filter(([, value]) => value !== null)),
  };
};

/** Access to a portal as `defaultActor` unless a call names somebody else. */
export const createDirectAccess = (
  portal: Portal,
  { defaultActor, actorOf }: { defaultActor: Actor; actorOf: (user: string) => Actor | null },
): DirectAccess => {
  const who = (doer: Doer | undefined): Actor =>
    doer?.user === undefined ? defaultActor : (actorOf(doer.user) ?? personActor(doer.user));
  const saving = (doer: Doer | undefined): Saving => {
    portal.settle();
    return { portal, actor: who(doer), enforcesRules: false, mayGoBack: true };
  };
  const endsOf = ({ from, to }: AssociationOrder) => {
    portal.settle();
    const one = rowOf(portal, from);
    const other = rowOf(portal, to);
    return { from: one.object, row: one.row, to: other.object, toRow: other.row };
  };
  const change = (
    ref: RecordRef,
    doer: Doer | undefined,
    run: (row: RowRef, actor: Actor) => void,
  ) => {
    const { actor } = saving(doer);
    run(rowOf(portal, ref), actor);
  };
  return {
    insert: (object, properties, doer) =>
      encodeId(createRecord(saving(doer), object, { properties }).row),
    update: (ref, properties, doer) => {
      updateRecord(saving(doer), rowOf(portal, ref), properties);
    },
    touch: (ref) => {
      portal.settle();
      touchRow(portal, rowOf(portal, ref));
    },
    archive: (ref, doer) => change(ref, doer, (row, actor) => archiveRecord(portal, row, actor)),
    restore: (ref, doer) =>
      encodeId(restoreRecord(portal, rowOf(portal, ref), saving(doer).actor).row),
    purge: (ref, doer) => change(ref, doer, (row, actor) => purgeRecord(portal, row, actor)),
    forget: (ref, doer) => change(ref, doer, (row, actor) => forgetContact(portal, row, actor)),
    merge: (object, { primary, other }, doer) => {
      const { actor } = saving(doer);
      const rows = [primary, other].map((id) => rowOf(portal, { object, id }).row);
      const [first = -1, second = -1] = rows;
      return encodeId(mergeRecords(portal, { object, primary: first, other: second }, actor).row);
    },
    associate: (order, doer) => {
      const ends = endsOf(order);
      const known = portal.associationTypes.between(ends.from, ends.to);
      const types = known.filter(({ typeId }) => order.typeIds?.includes(typeId) === true);
      associate(portal, ends, { types, actor: who(doer) });
    },
    dissociate: (order, doer) => dissociate(portal, endsOf(order), who(doer)),
    associated: (ref, to) => {
      portal.settle();
      const { object, row } = rowOf(portal, ref);
      return portal.links
        .of(object, row, to)
        .map((link) => ({ id: encodeId(link.to), typeIds: link.types }));
    },
    read: (ref) => {
      portal.settle();
      const row = findRow(portal, ref.object, { id: ref.id });
      const state = row === null ? 'absent' : portal.table(ref.object).state(row);
      const isThere = state === 'live' || state === 'archived';
      return row === null || !isThere ? null : readAll(portal, { object: ref.object, row });
    },
    addOwner: (owner) => addOwner(portal, owner),
    renameOwner: (id, { firstName, lastName }) =>
      renameOwner(portal, id, {
        ...(firstName !== undefined && { firstName }),
        ...(lastName !== undefined && { lastName }),
      }),
    archiveOwner: (id) => archiveOwner(portal, id),
    ids: (object) => {
      portal.settle();
      const table = portal.table(object);
      const rows = Array.from({ length: table.count }, (_, row) => row);
      return rows.filter((row) => table.isLive(row)).map(encodeId);
    },
  };
};
