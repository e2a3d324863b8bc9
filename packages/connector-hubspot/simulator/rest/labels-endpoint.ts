import { z } from 'zod';
import type { AssociationType } from '../associations/association-types.ts';
import type { Endpoint } from './api-types.ts';
import { endTypes, linkScopesOf } from './association-call.ts';
import { readBody } from './read-body.ts';
import { reply } from './replies.ts';

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
  const { name, label } = readBody(call, createShape);
  const added = call.portal.associationTypes.addLabel(from.name, to.name, { name, label });
  return reply(200, { results: added.map(labelBody) });
};

const shared = {
  area: 'associations',
  versions: 'v4 dated',
  path: ':from/:to/labels',
  kind: 'association',
} as const;

/** Which associations there are between two object types. */
export const labelEndpoints: readonly Endpoint[] = [
  { ...shared, method: 'GET', scopes: linkScopesOf('read'), answer: list },
  { ...shared, method: 'POST', scopes: linkScopesOf('write'), answer: create },
];
