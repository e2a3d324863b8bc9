import type { Link, MirrorRow } from '../platform/index.ts';
import type { PageLinks } from './page-links.ts';

/**
 * Links of converted leads' people to the contacts they became (R-PERSON-8): for people who have
 * none in that object, to contacts that nobody else has. `made` are the page's other links.
 */
export const followConversions = (
  fresh: readonly MirrorRow[],
  links: PageLinks,
  made: readonly Link[],
): Link[] => {
  const converted = fresh.filter(({ continuesAs }) => continuesAs !== undefined);
  const followed: Link[] = [];
  for (const row of converted) {
    const link = follow(row, links);
    const isTaken = [...made, ...followed].some((other) => link !== null && collide(link, other));
    if (link !== null && !isTaken) followed.push(link);
  }
  return followed;
};

const follow = ({ connectionId, crmObject, id, continuesAs }: MirrorRow, links: PageLinks) => {
  const recordId = links.ofRow(crmObject, id)?.recordId;
  if (recordId === undefined || continuesAs === undefined) return null;
  const { object, id: crmId } = continuesAs;
  if (links.ofRecord(recordId, object) ?? links.ofRow(object, crmId)) return null;
  return { connectionId, crmObject: object, recordId, crmId, createdByUs: false };
};

const collide = (a: Link, b: Link): boolean =>
  a.crmObject === b.crmObject && (a.recordId === b.recordId || a.crmId === b.crmId);
