import type { Connector } from '@concord/core/contract';
import type { Engine } from '@concord/core/engine';
import type { Plan, Store } from '@concord/core/ports';
import type { SeededRandom } from '@concord/testkit/simulator';
import type { AccountDoor, SimulatedCrm } from '../crm/simulated-crm.ts';
import type { PlantedBug } from '../planted/planted-bug.ts';
import type { Instance, InstanceParts } from './instance.ts';
import type { Knobs } from './knobs.ts';
import type { HttpCrm } from './http-fetch.ts';
import type { Arrival, NetworkParts } from './network.ts';
import type { Notes } from './notes.ts';
import type { Records } from './recorder.ts';
import type { Timeline, TimelineParts } from './timeline.ts';
import type { Trace } from './trace.ts';
import type { BellTower } from './worker.ts';

/** One seed's platform and processes. */
export interface Platform extends Notes {
  readonly seed: number;
  readonly store: Store;
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly tower: BellTower;
  /** What the platform itself calls; never killed. */
  readonly front: Engine;
  readonly instances: readonly Instance[];
  readonly chance: (part: string) => SeededRandom;
  readonly knobs: () => Knobs;
  /** Ends all faults, and lets one process and more live. */
  readonly heal: () => void;
  /** When the platform last asked for the writing of something, by its key. */
  readonly asks: Map<string, number[]>;
  readonly skewMs: number;
  /** Whether answers may take long. */
  readonly isSlow: boolean;
  /** Whether the customers have created the platform's fields. */
  readonly hasKey: boolean;
}

/** One connected CRM, with the platform beside it. */
export interface World extends Platform {
  readonly connectionId: string;
  readonly crm: SimulatedCrm;
  /** As the engine has it, broken in a planted way or not. */
  readonly connector: Connector;
  readonly door: AccountDoor;
  /** What the store was told, for what is held against the CRM's history. */
  readonly records: Records;
  /** Fields that a write can name, as `Contact.Title`: others are the CRM's to derive. */
  readonly writable: Set<string>;
  /** When the call was sent that created a record of ours, in milliseconds since 1970, by its name. */
  readonly sentAt: Map<string, number>;
  /** The plans of undos, by the changes that they made: their sequence. */
  readonly undone: Map<number, Plan>;
  /** Ids of records that were ever hidden from us, which no read may have told of; not in HubSpot. */
  readonly hidden: Set<string>;
  /** Whether the CRM takes any update, and we put back what it replaced. */
  readonly compensates: boolean;
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

/** The way of each process to a CRM that is spoken to over HTTP. */
export type FetchOf = (
  sender: Instance,
  crm: HttpCrm,
) => (url: string, init: RequestInit) => Promise<Response>;

/** What a platform stands on, where that is more than this process. */
export interface Underlay {
  readonly createTimeline: (parts: TimelineParts) => Timeline;
  readonly createFetch: (parts: NetworkParts) => FetchOf;
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
