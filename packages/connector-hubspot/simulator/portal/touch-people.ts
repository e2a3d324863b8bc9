import { hubspotActor } from './actor.ts';
import { changeRow, type RowRef } from './change-row.ts';
import type { Portal } from './portal.ts';

const touch = (portal: Portal, ref: RowRef, at: string): void => {
  if (!portal.table(ref.object).isLive(ref.row)) return;
  changeRow(portal, ref, { values: new Map([['notes_last_updated', at]]), actor: hubspotActor });
};

/** HubSpot: an activity moves "Last Activity Date", and so the modified date, of those it is about. Recorded answers, 2026. */
export const touchPeople = (portal: Portal, activity: RowRef): void => {
  const table = portal.table(activity.object);
  const at = table.get(activity.row, 'hs_timestamp');
  if (!portal.rules.modifiedBumps || at === null) return;
  for (const object of ['contacts', 'companies'])
    for (const link of portal.links.of(activity.object, activity.row, object))
      touch(portal, { object, row: link.to }, at);
};
