import type { Store } from '@concord/core/ports';
import type { MemoryCrm } from '@concord/testkit/memory-crm';

/** A process that dies at its nth step and does nothing from then on. */
export interface Mortal {
  /** Takes one step; throws once dead. */
  readonly step: () => void;
  readonly isDead: () => boolean;
  /** Counts from here. */
  readonly start: () => void;
}

export function createMortal(diesAt: number): Mortal {
  let steps = -Infinity;
  const isDead = () => steps > diesAt;
  return {
    isDead,
    start: () => {
      steps = 0;
    },
    step: () => {
      steps += 1;
      if (isDead()) throw new Error('killed');
    },
  };
}

/** Every call of the store is a step before it and a step after it. */
export const mortalStore = (store: Store, mortal: Mortal): Store =>
  new Proxy(store, {
    get:
      (target, name: keyof Store) =>
      async (...given: never[]) => {
        mortal.step();
        const answer = await (target[name] as (...all: never[]) => Promise<unknown>)(...given);
        mortal.step();
        return answer;
      },
  });

/** Every call of the CRM is a step before it is carried out and a step after. */
export function makeMortal(crm: MemoryCrm, mortal: Mortal): void {
  const alive = () => {
    try {
      mortal.step();
      return true;
    } catch {
      return false;
    }
  };
  crm.fate = () => {
    if (!alive()) return 'lost-before';
    return alive() ? 'done' : 'lost-after';
  };
}
