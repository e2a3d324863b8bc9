import type { Actor } from './actor.ts';
import type { Portal } from './portal.ts';

/** Who saves, and by which door. */
export interface Saving {
  readonly portal: Portal;
  readonly actor: Actor;
  /** Whether the 2026-09 paths are used: they enforce required properties and normalise dates. */
  readonly enforcesRules: boolean;
  /** Whether a life-cycle stage may go back, as a person in HubSpot can set it. */
  readonly mayGoBack: boolean;
}

/** A value that was stored in another form than it was sent. */
export interface Normalized {
  readonly propertyName: string;
  readonly rawValue: string;
  readonly normalizedValue: string;
}
