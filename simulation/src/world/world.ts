import type { Engine } from '@concord/core/engine';
import type { Store } from '@concord/core/ports';
import type { SeededRandom } from '@concord/testkit/simulator';
import type { SimulatedCrm } from '../crm/simulated-crm.ts';
import type { PlantedBug } from '../planted/planted-bug.ts';
import type { AccountDoor } from './account-door.ts';
import type { Instance, InstanceParts } from './instance.ts';
import type { Knobs } from './knobs.ts';
import type { Arrival, Network, NetworkParts } from './network.ts';
import type { Notes } from './notes.ts';
import type { Records } from './recorder.ts';
import type { Timeline, TimelineParts } from './timeline.ts';
import type { Trace } from './trace.ts';
import type { BellTower } from './worker.ts';

export const connectionId = 'c1';

/** One seed's platform, processes, network and CRM. */
export interface World extends Notes {
  readonly seed: number;
  readonly crm: SimulatedCrm;
  readonly store: Store;
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly door: AccountDoor;
  readonly tower: BellTower;
  /** What the platform itself calls; never killed. */
  readonly front: Engine;
  readonly instances: readonly Instance[];
  readonly chance: (part: string) => SeededRandom;
  readonly knobs: () => Knobs;
  /** Ends all faults, and lets one process and more live. */
  readonly heal: () => void;
  /** What the store was told, for what is held against the CRM's history. */
  readonly records: Records;
  /** When the platform last asked for the writing of something, by its key. */
  readonly asks: Map<string, number[]>;
  /** Fields that a write can name, as `Contact.Title`: others are the CRM's to derive. */
  readonly writable: Set<string>;
  /** Ids of records that were ever hidden from us, which no read may have told of. */
  readonly hidden: Set<string>;
  readonly skewMs: number;
  /** Whether answers may take long. */
  readonly isSlow: boolean;
  /** Whether the CRM takes any update, and we put back what it replaced. */
  readonly compensates: boolean;
  /** Whether the customer has created the platform's fields. */
  readonly hasKey: boolean;
  /** Right before and after a request takes effect. */
  readonly hooks: Hooks;
}

/** Who looks at a request as it takes effect. */
export interface Hooks {
  before: (arrival: Arrival) => void;
  after: (arrival: Arrival, since: number) => void;
}

/** A process that is about to reach the store. */
export interface Reaching extends Pick<InstanceParts, 'store' | 'losesAnswer'> {
  readonly self: Instance;
}

/** What a world stands on. */
export interface Underlay {
  readonly createTimeline: (parts: TimelineParts) => Timeline;
  readonly createNetwork: (parts: NetworkParts) => Network;
  /** An empty store, as nothing ever breaks it. */
  readonly createStore: () => Store;
  /** The recorded store as one process reaches it, and how its answers are lost. */
  readonly reach: (reaching: Reaching) => Pick<InstanceParts, 'store' | 'losesAnswer'>;
}

/** What a run may be told beside its seed. */
export interface WorldOptions {
  readonly keepTrace?: boolean;
  readonly bug?: PlantedBug | null;
  /** Put in the place of what the seed draws. */
  readonly knobs?: Partial<Knobs>;
  /** This process alone unless told otherwise. */
  readonly underlay?: Underlay;
}
