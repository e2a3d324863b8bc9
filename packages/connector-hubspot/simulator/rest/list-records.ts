import type { Portal } from '../portal/portal.ts';
import { encodeId, rowAfterId } from '../store/record-ids.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { cursorOf, flagOf, limitOf, typeOf } from './object-call.ts';
import { recordBody, shownTo } from './record-body.ts';
import { reply } from './replies.ts';

/** The rows of a page, and the row that the next one begins with; null at the end. */
interface Page {
  readonly rows: readonly number[];
  readonly next: number | null;
}

const pageOf = (
  portal: Portal,
  object: string,
  { start, limit, isArchived }: { start: number; limit: number; isArchived: boolean },
): Page => {
  const table = portal.table(object);
  const rows: number[] = [];
  for (let row = start; row < table.count; row += 1) {
    const isShown = isArchived ? table.state(row) === 'archived' : table.isLive(row);
    if (!isShown) continue;
    if (rows.length === limit) return { rows, next: row };
    rows.push(row);
  }
  return { rows, next: null };
};

/** HubSpot: a list's cursor is the id of the record it goes on with. developers.hubspot.com, read 2026-11-21 */
const startOf = (call: ApiCall): number => {
  const after = cursorOf(call.query.get('after'));
  return after === null ? 0 : rowAfterId(after - 1);
};

const sizeOf = (call: ApiCall): number => {
  const hasHistory = call.query.getAll('propertiesWithHistory').length > 0;
  const limit = limitOf(call, { fallback: 10, max: hasHistory ? 50 : 100 });
  const { random, rules } = call.portal;
  return rules.shortPages > 0 && random.chance(rules.shortPages) ? Math.ceil(limit / 2) : limit;
};

/** The address of a next page, as answers carry it. */
export const linkTo = (call: ApiCall, after: string): string => {
  const query = new URLSearchParams(call.query);
  query.set('after', after);
  return `https://api.hubapi.com${call.request.path}?${query.toString()}`;
};

/** Live records in the order of ids, or those of the recycle bin. */
export const listRecords: Endpoint['answer'] = (call) => {
  const type = typeOf(call);
  const isArchived = flagOf(call, 'archived');
  const shown = shownTo(call, type, {
    properties: call.query.getAll('properties'),
    history: call.query.getAll('propertiesWithHistory'),
    associations: call.query.getAll('associations'),
  });
  const range = { start: startOf(call), limit: sizeOf(call), isArchived };
  const { rows, next } = pageOf(call.portal, type.name, range);
  const results = rows.map((row) => recordBody(call.portal, { object: type.name, row }, shown));
  if (next === null) return reply(200, { results });
  const after = encodeId(next);
  return reply(200, { results, paging: { next: { after, link: linkTo(call, after) } } });
};
