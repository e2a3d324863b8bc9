import type { Knobs } from './knobs.ts';

/** Whether faults still happen. */
export interface Health {
  /** The chances in force. */
  readonly knobs: () => Knobs;
  readonly isHealed: () => boolean;
  /** Ends all faults for good. */
  readonly heal: () => void;
}

/** The same world without a fault. */
export const healed = (knobs: Knobs): Knobs => ({
  ...(Object.fromEntries(Object.keys(knobs).map((name) => [name, 0])) as unknown as Knobs),
  crms: knobs.crms,
  workers: knobs.workers,
  deals: knobs.deals,
  productFields: knobs.productFields,
  compensates: knobs.compensates,
  skewMs: knobs.skewMs,
});

/** Faults at the chances given, until healed. */
export function createHealth(drawn: Knobs): Health {
  let knobs = drawn;
  let isHealed = false;
  return {
    knobs: () => knobs,
    isHealed: () => isHealed,
    heal: () => {
      isHealed = true;
      knobs = healed(knobs);
    },
  };
}
