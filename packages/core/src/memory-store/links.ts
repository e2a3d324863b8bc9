import type { RemoteId } from '../contract/index.ts';
import { followMerges } from '../platform/index.ts';
import type { Link, PageEffects } from '../ports/index.ts';
import { indexKey } from './index-key.ts';
import type { MemoryState } from './memory-state.ts';
import { remember } from './remember.ts';

/** One CRM object of one connection. */
export interface LinkPlace {
  readonly connectionId: string;
  readonly crmObject: string;
}

const crmKey = (at: LinkPlace, crmId: string): string =>
  indexKey(at.connectionId, at.crmObject, crmId);

const recordKey = (at: LinkPlace): string => indexKey(at.connectionId, at.crmObject);

/** Drops a link that may be there. */
export const forgetLink = (state: MemoryState, link: Link | undefined): void => {
  if (link === undefined) return;
  state.linksByCrmId.delete(crmKey(link, link.crmId));
  state.linksByRecord.get(link.recordId)?.delete(recordKey(link));
};

/** Stores a link over others of the same record and object, or of the same CRM record. */
export const storeLink = (state: MemoryState, link: Link): void => {
  const ofRecord = state.linksByRecord.get(link.recordId) ?? new Map<string, Link>();
  forgetLink(state, state.linksByCrmId.get(crmKey(link, link.crmId)));
  forgetLink(state, ofRecord.get(recordKey(link)));
  const stored = remember(link);
  state.linksByCrmId.set(crmKey(link, link.crmId), stored);
  state.linksByRecord.set(link.recordId, ofRecord.set(recordKey(link), stored));
};

/** Passes links of merged ids to the survivor; one that the survivor already has stays. */
export const passLinks = (
  state: MemoryState,
  at: LinkPlace,
  merges: PageEffects['merges'],
): void => {
  const survivorOf = followMerges(merges);
  for (const { from } of merges) {
    const link = state.linksByCrmId.get(crmKey(at, from));
    const to = survivorOf(from);
    if (link === undefined || to === from) continue;
    forgetLink(state, link);
    if (!state.linksByCrmId.has(crmKey(at, to))) storeLink(state, { ...link, crmId: to });
  }
};

/** Links of CRM records of one object. */
export const linksByCrmId = (state: MemoryState, at: LinkPlace, ids: readonly RemoteId[]): Link[] =>
  ids.map((id) => state.linksByCrmId.get(crmKey(at, id))).filter((link) => link !== undefined);

/** Links of platform records, in every connection. */
export const linksByRecord = (state: MemoryState, recordIds: readonly string[]): Link[] =>
  [...new Set(recordIds)].flatMap((id) => Array.from(state.linksByRecord.get(id)?.values() ?? []));
