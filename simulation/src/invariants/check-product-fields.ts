import type { Change } from '@concord/testkit/simulator';
import type { World } from '../world/world.ts';
import { isEmpty } from './place.ts';

/** Records that others were merged or converted into: they may be another platform record's now. */
const survivorsOf = (history: readonly Change[]) =>
  new Set(
    history
      .filter(({ kind }) => kind === 'merged' || kind === 'converted')
      .map(({ after }) => after),
  );

/** A field that is written once keeps its value; the others never go back (R-OVERWRITE-3, I06). */
export function checkProductFields(world: World, history: readonly Change[]): void {
  const { ours, facts } = world.crm;
  const { isProductField, once, growing, instant } = facts;
  const survivors = survivorsOf(history);
  const slack = 2 * world.skewMs;
  for (const { user, kind, id, field, before, after, sequence } of history) {
    if (user !== ours || kind !== 'updated' || field === null || isEmpty(before)) continue;
    if (!isProductField(field) || world.undone.has(sequence)) continue;
    // Sent twice.
    if (before === after) continue;
    if (once.test(field) && !survivors.has(id)) {
      world.violate(
        'what is written once stays',
        `${id} ${field}: ${String(before)} became ${String(after)}`,
      );
    }
    if (survivors.size > 0 || !growing.test(field)) continue;
    const isInstant = instant.test(field);
    const isBack = isInstant
      ? Date.parse(String(after)) + slack < Date.parse(String(before))
      : String(after) < String(before);
    if (!isBack) continue;
    world.violate(
      'product fields never go back',
      `${id} ${field}: ${String(before)} became ${String(after)}`,
    );
  }
}
