import { dissociate } from '../associations/associate.ts';
import { objectTypes } from '../schema/object-type.ts';
import type { Actor } from './actor.ts';
import { addRow, moveRow, note, type RowRef } from './change-row.ts';
import type { Portal } from './portal.ts';

/** Takes all associations of a record away. */
const unlink = (portal: Portal, { object, row }: RowRef, actor: Actor): void => {
  for (const { name: to } of objectTypes)
    for (const link of portal.links.of(object, row, to).slice())
      dissociate(portal, { from: object, row, to, toRow: link.to }, actor);
};

/** Takes a record out for good. */
export const purgeRecord = (portal: Portal, ref: RowRef, actor: Actor): void => {
  unlink(portal, ref, actor);
  moveRow(portal, ref, { state: 'purged', kind: 'purged', actor });
  portal.store(ref.object).versions.forget(ref.row);
};

/** HubSpot: an archived email is gone; other records go to the recycle bin. developers.hubspot.com, read 2026-11-21 */
export const archiveRecord = (portal: Portal, ref: RowRef, actor: Actor): void => {
  if (portal.table(ref.object).type.hasRecycleBin)
    moveRow(portal, ref, { state: 'archived', kind: 'deleted', actor });
  else purgeRecord(portal, ref, actor);
};

const copyOf = (portal: Portal, { object, row }: RowRef, actor: Actor): RowRef => {
  const table = portal.table(object);
  const names = [...portal.objectSchema(object).properties.keys()];
  const values = new Map(
    names.filter((name) => !table.isComputed(name)).map((name) => [name, table.get(row, name)]),
  );
  return addRow(portal, object, { values, actor });
};

/** Brings a record back from the recycle bin; the record, under another id where the rules say so. */
export const restoreRecord = (portal: Portal, ref: RowRef, actor: Actor): RowRef => {
  if (portal.table(ref.object).state(ref.row) !== 'archived')
    throw new RangeError('only an archived record can be restored');
  if (portal.rules.restoreKeepsId) {
    moveRow(portal, ref, { state: 'live', kind: 'undeleted', actor });
    return ref;
  }
  purgeRecord(portal, ref, actor);
  return copyOf(portal, ref, actor);
};

/** Removes a contact for privacy: its addresses may not come back. */
export const forgetContact = (portal: Portal, ref: RowRef, actor: Actor): void => {
  const table = portal.table(ref.object);
  const emails = [table.get(ref.row, 'email'), table.get(ref.row, 'hs_additional_emails')];
  for (const email of emails.flatMap((each) => each?.toLowerCase().split(';') ?? []))
    portal.forgottenEmails.add(email);
  const names = portal.objectSchema(ref.object).properties.keys();
  for (const name of names) {
    if (table.get(ref.row, name) === null || table.isComputed(name)) continue;
    table.set(ref.row, name, null);
    note(portal, ref, { actor, kind: 'purged', field: name, before: null, after: null });
  }
  purgeRecord(portal, ref, actor);
};
