import { type Instant, toInstant } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';

/** Work in the background that is done once a day: see `RunKind`. */
export type DailyKind = 'reconcile' | 'associations';

/** Where a connection keeps when each of them was last done. */
export const dailyStamps = {
  reconcile: 'lastReconciledAt',
  associations: 'lastAssociatedAt',
} as const satisfies Record<DailyKind, keyof Connection>;

const dayMs = 24 * 60 * 60_000;

/** When each is due, the first one first: a day after the last time, and after connecting. */
export const dailyWork = (
  connection: Connection,
  kinds: readonly DailyKind[],
): { readonly kind: DailyKind; readonly at: Instant }[] =>
  kinds
    .map((kind) => {
      const since = connection[dailyStamps[kind]] ?? connection.createdAt;
      return { kind, at: toInstant(Date.parse(since) + dayMs) };
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
