import { Refusal } from '../portal/refusal.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { endsOf, endTypes, linkScopesOf, liveRow } from './association-call.ts';
import { addType, linksOf, typeOfName, unlink } from './links-v3-call.ts';
import { linkTo } from './list-records.ts';
import { cursorOf, limitOf } from './object-call.ts';
import { recordBody, shownTo } from './record-body.ts';
import { noContent, reply } from './replies.ts';

// HubSpot: 500 associations a page. developers.hubspot.com, read 2026-11-21
const pageMax = 500;

const list: Endpoint['answer'] = (call) => {
  const row = liveRow(call, endTypes(call).from, call.params['id'] ?? '');
  if (row === null) throw new Refusal(404, { message: 'resource not found' });
  const start = cursorOf(call.query.get('after')) ?? 0;
  const end = start + limitOf(call, { fallback: pageMax, max: pageMax });
  const all = linksOf(call, row);
  const results = all.slice(start, end);
  if (end >= all.length) return reply(200, { results });
  const next = { after: String(end), link: linkTo(call, String(end)) };
  return reply(200, { results, paging: { next } });
};

const idsOf = ({ params }: ApiCall): [string, string] => [params['id'] ?? '', params['toId'] ?? ''];

const put: Endpoint['answer'] = (call) => {
  const types = endTypes(call);
  const type = typeOfName(call, call.params['kind'] ?? '');
  const ends = endsOf(call, types, idsOf(call));
  addType(call, ends, type);
  const shown = shownTo(call, types.from, { properties: [], associations: [types.to.name] });
  return reply(200, recordBody(call.portal, { object: ends.from, row: ends.row }, shown));
};

const remove: Endpoint['answer'] = (call) => {
  unlink(call, idsOf(call), typeOfName(call, call.params['kind'] ?? ''));
  return noContent;
};

const types: Endpoint['answer'] = (call) => {
  const { from, to } = endTypes(call);
  const known = call.portal.associationTypes.between(from.name, to.name);
  return reply(200, { results: known.map(({ typeId, name }) => ({ id: String(typeId), name })) });
};

const shared = { versions: 'v3', kind: 'association' } as const;
const reading = { ...shared, method: 'GET', scopes: linkScopesOf('read') } as const;
const writing = {
  ...shared,
  area: 'objects',
  path: ':from/:id/associations/:to/:toId/:kind',
  scopes: linkScopesOf('write'),
} as const;

/** Associations of one record as the third version of the API had them; the dated paths are those of the fourth. */
export const linkV3Endpoints: readonly Endpoint[] = [
  { ...reading, area: 'objects', path: ':from/:id/associations/:to', answer: list },
  { ...reading, area: 'associations', path: ':from/:to/types', answer: types },
  { ...writing, method: 'PUT', answer: put },
  { ...writing, method: 'DELETE', answer: remove },
];
