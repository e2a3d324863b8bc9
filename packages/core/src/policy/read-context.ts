import type { Link, MirrorRow, PlatformRecord } from '../platform/index.ts';

/** All that the planning of one page needs to know of what is stored. */
export interface ReadContext {
  /** Mirror rows of the ids, of this object. */
  readonly known: readonly MirrorRow[];
  /** Live mirror rows, of any object, with a key of the page, of a known row or of `platform`. */
  readonly rivals: readonly MirrorRow[];
  /** Platform records found by a key of the page or of a known row, or linked to an id. */
  readonly platform: readonly PlatformRecord[];
  /** Companies found by `domains`, for people that speak of their company in words. */
  readonly companies: readonly PlatformRecord[];
  /** Links of the ids, of rivals, of the platform records and of the companies, in this connection. */
  readonly links: readonly Link[];
}
