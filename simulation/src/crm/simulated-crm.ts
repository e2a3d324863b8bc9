import type { Connector } from '@concord/core/contract';
import type { Access, Clock } from '@concord/core/ports';
import type { ChangeHistory, SeededRandom, VirtualClock } from '@concord/testkit/simulator';
import type { Deed } from '../load/schedule.ts';
import type { Knobs } from '../world/knobs.ts';
import type { HttpCrm } from '../world/http-fetch.ts';
import type { Errand } from '../world/network.ts';
import type { World } from '../world/world.ts';
import type { CrmFacts } from './crm-facts.ts';

/** A record, as whoever looks at it in the CRM sees it. */
export interface CrmRecord {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly isRemoved: boolean;
  /** Removed, or continued as another record. */
  readonly isGone: boolean;
  /** Milliseconds since 1970: when somebody changed it, and when the CRM stamped it last. */
  readonly modifiedAt: number;
  readonly stampedAt: number;
}

/** Which record. */
export interface RecordRef {
  readonly object: string;
  readonly id: string;
}

/** What people and other integrations do in a CRM, who see nothing of us. */
export interface People {
  /** What they decide by. */
  readonly random: SeededRandom;
  readonly deeds: readonly Deed[];
  /** Ends all that they have begun. */
  readonly heal: () => void;
}

/** How one process reaches the CRM. */
export interface Reach {
  readonly clock: Clock;
  readonly carry: <T>(errand: Errand<T>) => Promise<T>;
  /** How a CRM's requests travel, where they really do; absent where errands carry them. */
  readonly fetchTo?: (crm: HttpCrm) => (url: string, init: RequestInit) => Promise<Response>;
}

/** The credentials of the one account, shared by all processes. */
export interface AccountDoor {
  readonly accessFor: (reach: Reach) => Access;
  /** The owner withdraws the grant, or gives a new one. */
  honoured: boolean;
}

/** What a CRM is made of. */
export interface CrmParts {
  /** The chances in force. */
  readonly knobs: () => Knobs;
  /** When it begins, in milliseconds since 1970. */
  readonly startMs: number;
}

/** A CRM within this process, as its own users and its history know it. */
export interface SimulatedCrm {
  readonly connector: Connector;
  readonly clock: VirtualClock;
  readonly history: ChangeHistory;
  /** How the history calls us. */
  readonly ours: string;
  readonly facts: CrmFacts;
  /** The way in, for this connector or one that is broken. */
  readonly doorFor: (connector: Connector) => AccountDoor;
  /** Ends every access token; grants are honoured as before. */
  readonly endSessions: () => void;
  /** Ids of live records. */
  readonly ids: (object: string) => string[];
  /** `null` where there is none any more. */
  readonly look: (ref: RecordRef) => CrmRecord | null;
  /** What another user does; answers whether the CRM let them. */
  readonly insert: (object: string, fields: Record<string, unknown>) => boolean;
  readonly edit: (ref: RecordRef, fields: Record<string, unknown>) => boolean;
  readonly peopleIn: (world: World) => People;
}
