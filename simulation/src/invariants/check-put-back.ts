import type { Change } from '@concord/testkit/simulator';
import type { World } from '../world/world.ts';
import { isEmpty, isProductField, placeOf } from './place.ts';

const isGone = ({ org: { org }, hidden }: World, { object, id }: Change): boolean => {
  const record = org.read({ object, id });
  return (
    hidden.has(id) ||
    record === null ||
    record['IsDeleted'] === true ||
    record['IsConverted'] === true
  );
};

/** A task that is done on the platform is done (R-TASK-3). */
const isClosing = ({ object, field, after }: Change) =>
  object === 'Task' && field === 'Status' && after === 'Completed';

/**
 * Where the CRM refuses no update, what somebody else left last is in force again at rest, whatever
 * became of it in between (R-OVERWRITE-7).
 */
export function checkPutBack(world: World, history: readonly Change[]): void {
  const ours = world.org.report.users.integration;
  const theirs = new Map<string, Change>();
  const latest = new Map<string, Change>();
  for (const change of history) {
    if (change.field === null) continue;
    latest.set(placeOf(change), change);
    if (change.user !== ours) theirs.set(placeOf(change), change);
  }
  for (const [place, change] of theirs) {
    const last = latest.get(place);
    const { object, field, after } = change;
    if (last === undefined || last.user !== ours || last.after === after) continue;
    if (isEmpty(after) || isProductField(field) || !world.writable.has(`${object}.${field}`))
      continue;
    if (isClosing(last) || isGone(world, change)) continue;
    const what = `${object} ${change.id} ${field}: ${String(after)} became ${String(last.after)}`;
    world.violate("a person's value is in force again", what);
  }
}
