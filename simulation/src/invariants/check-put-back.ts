import type { Change } from '@concord/testkit/simulator';
import type { World } from '../world/world.ts';
import { isClosing } from './is-closing.ts';
import { createLetGo } from './let-go.ts';
import { isEmpty, placeOf } from './place.ts';

const isGone = ({ crm, hidden }: World, { object, id }: Change): boolean =>
  hidden.has(id) || (crm.look({ object, id })?.isGone ?? true);

/**
 * Where the CRM refuses no update, what somebody else left last is in force again at rest, whatever
 * became of it in between (R-OVERWRITE-7).
 */
export function checkPutBack(world: World, history: readonly Change[]): void {
  const { ours, facts } = world.crm;
  const theirs = new Map<string, Change>();
  const latest = new Map<string, Change>();
  const isLetGo = createLetGo(history);
  for (const change of history) {
    if (change.field === null) continue;
    latest.set(placeOf(change), change);
    if (change.user !== ours) theirs.set(placeOf(change), change);
  }
  for (const [place, change] of theirs) {
    const last = latest.get(place);
    const { object, field, after } = change;
    if (last === undefined || last.user !== ours || last.after === after) continue;
    if (isEmpty(after) || facts.isProductField(field) || !world.writable.has(`${object}.${field}`))
      continue;
    if (isClosing(facts, last) || isLetGo(last) || isGone(world, change)) continue;
    const what = `${object} ${change.id} ${field}: ${String(after)} became ${String(last.after)}`;
    world.violate("a person's value is in force again", what);
  }
}
