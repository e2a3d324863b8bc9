import type { RemoteId } from '../contract/index.ts';
import { followMerges, type Link, type MirrorRow } from '../platform/index.ts';
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

/** Links by object, and in it by the id of one of their ends. */
type LinksByObject = ReadonlyMap<string, Map<string, Link>>;

/** The last link of each end counts. */
const byObject = (links: readonly Link[], endOf: (link: Link) => string): LinksByObject =>
  new Map(
    [...Map.groupBy(links, ({ crmObject }) => crmObject)].map(([name, group]) => [
      name,
      new Map(group.map((link) => [endOf(link), link])),
    ]),
  );

/** The links of a page; a merged record's passes to the survivor, unless that has its own. */
export const pageLinks = (facts: PageFacts, fresh: readonly MirrorRow[]): PageLinks => {
  const byRow = byObject(facts.context.links, ({ crmId }) => crmId);
  const merging = byRow.get(facts.crmObject);
  if (merging !== undefined) passLinks(merging, fresh);
  const passed = [...byRow.values()].flatMap((links) => [...links.values()]);
  const byRecord = byObject(passed, ({ recordId }) => recordId);
  return {
    ofRow: (crmObject, crmId) => byRow.get(crmObject)?.get(crmId),
    ofRecord: (recordId, crmObject) => byRecord.get(crmObject)?.get(recordId),
  };
};

const passLinks = (links: Map<string, Link>, fresh: readonly MirrorRow[]): void => {
  const merges = mergesOf(fresh);
  const survivorOf = followMerges(merges);
  for (const { from } of merges) {
    const link = links.get(from);
    const to = survivorOf(from);
    if (link === undefined || to === from) continue;
    links.delete(from);
    if (!links.has(to)) links.set(to, { ...link, crmId: to });
  }
};
