import type { RemoteId } from '../contract/index.ts';
import type { MirrorRow } from '../platform/index.ts';
import { isOlder } from './fresh-rows.ts';
import { isLive } from './is-live.ts';
import type { PageFacts } from './page-facts.ts';

/** A page and the mirror, put together. */
export interface PageRows {
  /** What is to be mirrored: each record once, none older than known. */
  readonly fresh: readonly MirrorRow[];
  /** The page's records as the mirror held them. */
  readonly known: ReadonlyMap<RemoteId, MirrorRow>;
  /** Live rows after the page, with at least one key; the page's own come first. */
  readonly live: readonly MirrorRow[];
  /** Whether a row came with this page. */
  readonly isOnPage: (row: MirrorRow) => boolean;
  /** A live row as the mirror held it before the page; `null` where it did not. */
  readonly before: (row: MirrorRow) => MirrorRow | null;
  /** Live rows of the other objects, by object and id. */
  readonly others: ReadonlyMap<string, ReadonlyMap<RemoteId, MirrorRow>>;
}

/** Which rows a page brings, and which rows there are once it is applied. */
export const pageRows = (facts: PageFacts): PageRows => {
  const { rows, context, crmObject } = facts;
  const known = new Map(context.known.map((row) => [row.id, row]));
  const latest = new Map(rows.map((row) => [row.id, row]));
  const fresh = [...latest.values()].filter((row) => !isOlder(row, known.get(row.id)));
  const isOnPage = (row: MirrorRow) => row.crmObject === crmObject && latest.has(row.id);
  const stale = [...latest.values()].flatMap((row) => {
    const held = known.get(row.id);
    return held !== undefined && isOlder(row, held) ? [held] : [];
  });
  const others = context.rivals.filter((row) => !isOnPage(row));
  const live = [...fresh, ...stale, ...others].filter(
    (row) => isLive(row) && row.keys.length > 0 && facts.rank(row.crmObject) < Infinity,
  );
  const before = (row: MirrorRow) => (isOnPage(row) ? (known.get(row.id) ?? null) : row);
  return { fresh, known, live, isOnPage, before, others: byObject(live, crmObject) };
};

const byObject = (live: readonly MirrorRow[], but: string): PageRows['others'] => {
  const others = live.filter(({ crmObject }) => crmObject !== but);
  const groups = Map.groupBy(others, ({ crmObject }) => crmObject);
  return new Map(
    [...groups].map(([name, rows]) => [name, new Map(rows.map((row) => [row.id, row]))]),
  );
};
