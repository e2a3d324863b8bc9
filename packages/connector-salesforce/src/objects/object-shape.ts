import type { SoqlName } from '../query-text.ts';

/** What the requests about an object need to know of it. */
export interface ObjectShape {
  readonly name: SoqlName;
  /** Whether its rows can be in the bin or merged; a User is only made inactive. */
  readonly hasBin: boolean;
}
