import type { Link } from '../associations/links.ts';
import type { Portal } from '../portal/portal.ts';
import { encodeId } from '../store/record-ids.ts';
import { cursorOf } from './object-call.ts';

/** The two types of a direction. */
export interface Direction {
  readonly from: string;
  readonly to: string;
}

/** HubSpot: the id on the other side is a JSON number. Recorded answers, 2026. */
export const linkBody = (portal: Portal, { from, to }: Direction, link: Link) => ({
  toObjectId: Number(encodeId(link.to)),
  associationTypes: link.types.map((typeId) => {
    const type = portal.associationTypes.find(from, to, typeId);
    return { category: type?.category ?? 'HUBSPOT_DEFINED', typeId, label: type?.label ?? null };
  }),
});

/** A page of a record's associations. */
export interface LinkPage {
  readonly results: readonly ReturnType<typeof linkBody>[];
  readonly after: string | null;
}

/** A page of the associations of a row with live records, from a cursor on. */
export const linkPage = (
  portal: Portal,
  { from, to, row }: Direction & { row: number },
  { limit, after }: { limit: number; after: string | null | undefined },
): LinkPage => {
  const table = portal.table(to);
  const links = portal.links.of(from, row, to).filter((link) => table.isLive(link.to));
  const start = cursorOf(after) ?? 0;
  const page = links.slice(start, start + limit);
  return {
    results: page.map((link) => linkBody(portal, { from, to }, link)),
    after: start + limit < links.length ? String(start + limit) : null,
  };
};
