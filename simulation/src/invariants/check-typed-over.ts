import type { Change } from '@concord/testkit/simulator';
import type { World } from '../world/world.ts';
import { isEmpty, isProductField, placeOf } from './place.ts';

const matched: ReadonlySet<string> = new Set(['Account', 'Contact', 'Lead']);

/** A task that is done on the platform is done (R-TASK-3). */
const isClosing = ({ object, field, after }: Change) =>
  object === 'Task' && field === 'Status' && after === 'Completed';

/** No value that anybody else left is ever replaced, product fields excepted (R-OVERWRITE-2, I03). */
export function checkTypedOver(world: World, history: readonly Change[]): void {
  const ours = world.org.report.users.integration;
  const writers = new Map<string, string>();
  for (const change of history) {
    const { object, field, before, after, user, kind } = change;
    if (field === null) continue;
    const last = writers.get(placeOf(change));
    writers.set(placeOf(change), user);
    if (user !== ours || kind !== 'updated' || isEmpty(before) || isProductField(field)) continue;
    if (!world.writable.has(`${object}.${field}`) || isClosing(change)) continue;
    if (!matched.has(object) && last === ours) continue;
    const what = `${object} ${change.id} ${field}: ${String(before)} became ${String(after)}`;
    world.violate("no person's value is replaced", what);
  }
}
