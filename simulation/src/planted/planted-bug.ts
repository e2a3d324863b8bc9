import type { Connector } from '@concord/core/contract';
import type { Engine } from '@concord/core/engine';
import type { Store } from '@concord/core/ports';
import type { Knobs } from '../world/knobs.ts';

/** The engine, broken in one way from outside: its store, its connector, or what it is called by. */
export interface PlantedBug {
  /** What is wrong, as one would say it of a broken engine. */
  readonly name: string;
  /** Invariants of which one at least must be found broken. */
  readonly breaks: readonly string[];
  /** Whether a few dozen seeds are enough to find it. */
  readonly isPlain?: true;
  /** Faults that it is hunted with, where it would else show itself in one seed of hundreds. */
  readonly knobs?: Partial<Knobs>;
  readonly store?: (store: Store) => Store;
  readonly connector?: (connector: Connector) => Connector;
  readonly engine?: (engine: Engine, beside: { readonly store: Store }) => Engine;
}
