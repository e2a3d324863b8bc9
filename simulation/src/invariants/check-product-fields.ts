import type { Change } from '@concord/testkit/simulator';
import type { World } from '../world/world.ts';
import { keyOf, movedKeys } from './moved-keys.ts';
import { isEmpty } from './place.ts';

/** Records that others were merged or converted into: they may be another platform record's now. */
const survivorsOf = (history: readonly Change[]) =>
  new Set(
    history
      .filter(({ kind }) => kind === 'merged' || kind === 'converted')
      .map(({ after }) => after),
  );

/**
 * Whether somebody took the address of a record from another one: it was a duplicate of that, and is
 * whoever's has the address now.
 */
function createParting({ crm }: World, history: readonly Change[]) {
  const moved = movedKeys(crm.facts, history);
  return ({ object, id }: Change): boolean => {
    if (moved.size === 0) return false;
    const name = crm.facts.keyFields[object] ?? '';
    const key = keyOf(crm.facts, object, crm.look({ object, id })?.fields[name]);
    return key !== null && moved.has(key);
  };
}

/** A field that is written once keeps its value; the others never go back (R-OVERWRITE-3, I06). */
export function checkProductFields(world: World, history: readonly Change[]): void {
  const { ours, facts } = world.crm;
  const { isProductField, once, growing, instant } = facts;
  const survivors = survivorsOf(history);
  const slack = 2 * world.skewMs;
  const isParted = createParting(world, history);
  for (const change of history) {
    const { user, kind, id, field, before, after, sequence } = change;
    if (user !== ours || kind !== 'updated' || field === null || isEmpty(before)) continue;
    if (!isProductField(field) || world.undone.has(sequence)) continue;
    const mayChange = survivors.has(id) || (field === facts.uniqueKey && isParted(change));
    if (once.test(field) && !mayChange) {
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
