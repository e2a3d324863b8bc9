import type { Instant } from '../contract/index.ts';

/** What a caller of the API wants to take from its share, which fills up with time. */
export interface ShareDraw {
  /** Id of an API key, or of whom a token speaks for. */
  readonly caller: string;
  /** How much is to be taken, at most. */
  readonly wanted: number;
  /** How much a full share holds. */
  readonly full: number;
  /** How much flows back in a second, until it is full. */
  readonly perSecond: number;
  readonly now: Instant;
}

/** The shares of callers, which all processes draw from. */
export interface ShareStore {
  /** Takes what is wanted, or what there is; answers how much that was. A new share is full. */
  drawShare(draw: ShareDraw): Promise<number>;
}
