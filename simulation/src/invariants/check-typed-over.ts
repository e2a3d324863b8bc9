import type { Change } from '@concord/testkit/simulator';
import type { World } from '../world/world.ts';
import { isMatched } from '../crm/crm-facts.ts';
import { isClosing } from './is-closing.ts';
import { createLetGo } from './let-go.ts';
import { isEmpty, placeOf } from './place.ts';

/** No value that anybody else left is ever replaced, product fields excepted (R-OVERWRITE-2, I03). */
export function checkTypedOver(world: World, history: readonly Change[]): void {
  const { ours, facts } = world.crm;
  const writers = new Map<string, string>();
  const isLetGo = createLetGo(history);
  for (const change of history) {
    const { object, field, before, after, user, kind } = change;
    if (field === null) continue;
    const last = writers.get(placeOf(change));
    writers.set(placeOf(change), user);
    if (user !== ours || kind !== 'updated' || isEmpty(before)) continue;
    if (facts.isProductField(field) || isLetGo(change)) continue;
    if (!world.writable.has(`${object}.${field}`) || isClosing(facts, change)) continue;
    if (last === ours && (!isMatched(facts, object) || world.undone.has(change.sequence))) continue;
    const what = `${object} ${change.id} ${field}: ${String(before)} became ${String(after)}`;
    world.violate("no person's value is replaced", what);
  }
}
