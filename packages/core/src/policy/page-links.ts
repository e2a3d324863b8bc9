import type { RemoteId } from '../contract/index.ts';
import type { Link, MirrorRow } from '../platform/index.ts';
import type { PageFacts } from './page-facts.ts';

/** Links as they are once the page's merges are followed. */
export interface PageLinks {
  ofRow(crmObject: string, crmId: string): Link | undefined;
  ofRecord(recordId: string, crmObject: string): Link | undefined;
}

/** Each merged record of a page and the one that took its place. */
export const mergesOf = (rows: readonly MirrorRow[]): { from: RemoteId; to: RemoteId }[] =>
  rows.flatMap(({ id, mergedInto }) =>
    mergedInto === null || mergedInto === id ? [] : [{ from: id, to: mergedInto }],
  );

/** The links of a page; a merged record's passes to the survivor, unless that has its own. */
export const pageLinks = (facts: PageFacts, fresh: readonly MirrorRow[]): PageLinks => {
  const byRow = new Map(
    facts.context.links.map((link) => [rowKey(link.crmObject, link.crmId), link]),
  );
  const survivors = new Map(mergesOf(fresh).map(({ from, to }) => [from, to]));
  for (const from of survivors.keys()) {
    const link = byRow.get(rowKey(facts.crmObject, from));
    const to = survivorOf(survivors, from);
    if (link === undefined || to === from) continue;
    byRow.delete(rowKey(facts.crmObject, from));
    const key = rowKey(facts.crmObject, to);
    if (!byRow.has(key)) byRow.set(key, { ...link, crmId: to });
  }
  const byRecord = new Map(
    [...byRow.values()].map((link) => [rowKey(link.recordId, link.crmObject), link]),
  );
  return {
    ofRow: (crmObject, crmId) => byRow.get(rowKey(crmObject, crmId)),
    ofRecord: (recordId, crmObject) => byRecord.get(rowKey(recordId, crmObject)),
  };
};

const rowKey = (a: string, b: string): string => `${a}\n${b}`;

/** The end of a chain of merges; a circle ends where it was entered. */
const survivorOf = (survivors: ReadonlyMap<RemoteId, RemoteId>, from: RemoteId): RemoteId => {
  const seen = new Set([from]);
  let at = from;
  for (let to = survivors.get(at); to !== undefined && !seen.has(to); to = survivors.get(at)) {
    seen.add(to);
    at = to;
  }
  return at;
};
