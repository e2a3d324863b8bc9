import { z } from 'zod';
import type { AssociationType } from '../associations/association-type.ts';
import { Refusal, refuse } from '../portal/refusal.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { endTypes, linkScopesOf } from './association-call.ts';
import { readBody } from './read-body.ts';
import { noContent, reply } from './replies.ts';

const labelBody = ({ category, typeId, label }: AssociationType) => ({ category, typeId, label });

const list: Endpoint['answer'] = (call) => {
  const { from, to } = endTypes(call);
  const types = call.portal.associationTypes.between(from.name, to.name);
  return reply(200, { results: types.map(labelBody) });
};

const createShape = z.object({
  name: z.string(),
  label: z.string(),
  inverseLabel: z.string().optional(),
});

const create: Endpoint['answer'] = (call) => {
  const { from, to } = endTypes(call);
  const added = call.portal.associationTypes.addLabel(
    from.name,
    to.name,
    readBody(call, createShape),
  );
  return reply(200, { results: added.map(labelBody) });
};

/** The customer's own label of an id; refuses HubSpot's. */
const ownLabel = (call: ApiCall, typeId: number): AssociationType => {
  const { from, to } = endTypes(call);
  const type = call.portal.associationTypes.find(from.name, to.name, typeId);
  if (!type) throw new Refusal(404, { message: 'resource not found' });
  if (type.category !== 'USER_DEFINED')
    refuse(`Association type ${typeId} is defined by HubSpot and cannot be changed`);
  return type;
};

const changeShape = z.object({
  associationTypeId: z.int(),
  label: z.string(),
  inverseLabel: z.string().optional(),
});

const change: Endpoint['answer'] = (call) => {
  const { associationTypeId, ...names } = readBody(call, changeShape);
  call.portal.associationTypes.rename(ownLabel(call, associationTypeId), names);
  return noContent;
};

/** Takes a label away; the records that had it stay associated. */
const remove: Endpoint['answer'] = (call) => {
  const type = ownLabel(call, Number(call.params['typeId']));
  const { associationTypes, links } = call.portal;
  const back = associationTypes.find(type.to, type.from, type.inverseId);
  associationTypes.remove(type);
  for (const each of [type, ...(back ? [back] : [])]) links.drop(each);
  return noContent;
};

const shared = {
  area: 'associations',
  versions: 'v4 dated',
  path: ':from/:to/labels',
  kind: 'association',
} as const;
const writing = { ...shared, scopes: linkScopesOf('write') } as const;

/** Which associations there are between two object types. */
export const labelEndpoints: readonly Endpoint[] = [
  { ...shared, method: 'GET', scopes: linkScopesOf('read'), answer: list },
  { ...writing, method: 'POST', answer: create },
  { ...writing, method: 'PUT', answer: change },
  { ...writing, method: 'DELETE', path: ':from/:to/labels/:typeId', answer: remove },
];
