import { z } from 'zod';
import { dissociate } from '../associations/associate.ts';
import { typeShape } from '../associations/plan-associations.ts';
import { Refusal } from '../portal/refusal.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { endsOf, endTypes, labelsOf, linkScopesOf, liveRow, tie } from './association-call.ts';
import { batchReply } from './batch-reply.ts';
import { linkPage } from './link-body.ts';
import { linkTo } from './list-records.ts';
import { limitOf } from './object-call.ts';
import { readBody } from './read-body.ts';
import { noContent, reply } from './replies.ts';

const idsOf = ({ params }: ApiCall): [string, string] => [params['id'] ?? '', params['toId'] ?? ''];

// HubSpot: 500 associations a page. developers.hubspot.com, read 2026-11-21
const pageMax = 500;

const list: Endpoint['answer'] = (call) => {
  const { from, to } = endTypes(call);
  const row = liveRow(call, from, call.params['id'] ?? '');
  if (row === null) throw new Refusal(404, { message: 'resource not found' });
  const page = linkPage(
    call.portal,
    { from: from.name, to: to.name, row },
    { limit: limitOf(call, { fallback: pageMax, max: pageMax }), after: call.query.get('after') },
  );
  if (page.after === null) return reply(200, { results: page.results });
  const next = { after: page.after, link: linkTo(call, page.after) };
  return reply(200, { results: page.results, paging: { next } });
};

const put: Endpoint['answer'] = (call) => {
  const types = endTypes(call);
  const labels = labelsOf(call, types, readBody(call, z.array(typeShape)));
  const ends = endsOf(call, types, idsOf(call));
  tie(call, ends, labels);
  const [id, toId] = idsOf(call);
  return reply(201, {
    fromObjectTypeId: types.from.typeId,
    fromObjectId: Number(id),
    toObjectTypeId: types.to.typeId,
    toObjectId: Number(toId),
    labels: labels.flatMap(({ label }) => label ?? []),
  });
};

const spec = (associationTypeId: number | undefined) => ({
  associationCategory: 'HUBSPOT_DEFINED',
  associationTypeId,
});

/** The two answers, one a direction, that an association without a label is shown by. */
export const defaultBodies = (call: ApiCall, [id, toId]: readonly [string, string]): unknown[] => {
  const { from, to } = endTypes(call);
  const type = call.portal.associationTypes.default(from.name, to.name);
  return [
    { from: { id }, to: { id: toId }, associationSpec: spec(type?.typeId) },
    { from: { id: toId }, to: { id }, associationSpec: spec(type?.inverseId) },
  ];
};

const putDefault: Endpoint['answer'] = (call) => {
  const ends = endsOf(call, endTypes(call), idsOf(call));
  tie(call, ends, []);
  return batchReply(call, 200, { results: defaultBodies(call, idsOf(call)), errors: [] });
};

const remove: Endpoint['answer'] = (call) => {
  const { from, to } = endTypes(call);
  const [id, toId] = idsOf(call);
  const row = liveRow(call, from, id);
  const toRow = liveRow(call, to, toId);
  if (row !== null && toRow !== null)
    dissociate(call.portal, { from: from.name, row, to: to.name, toRow }, call.saving.actor);
  return noContent;
};

const shared = { area: 'objects', versions: 'v4 dated', kind: 'association' } as const;
const reading = { ...shared, scopes: linkScopesOf('read') } as const;
const writing = { ...shared, scopes: linkScopesOf('write') } as const;

/** Associations of one record. */
export const associationEndpoints: readonly Endpoint[] = [
  { ...reading, method: 'GET', path: ':from/:id/associations/:to', answer: list },
  {
    ...writing,
    method: 'PUT',
    path: ':from/:id/associations/default/:to/:toId',
    answer: putDefault,
  },
  { ...writing, method: 'PUT', path: ':from/:id/associations/:to/:toId', answer: put },
  { ...writing, method: 'DELETE', path: ':from/:id/associations/:to/:toId', answer: remove },
];
