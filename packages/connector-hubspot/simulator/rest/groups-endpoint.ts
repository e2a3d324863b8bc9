import { z } from 'zod';
import { Refusal, refuse } from '../portal/refusal.ts';
import type { PropertyGroup } from '../schema/property.ts';
import type { ObjectSchema } from '../schema/schema.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { typeOf } from './object-call.ts';
import { schemaScopesOf } from './properties-endpoint.ts';
import { groupBody } from './property-body.ts';
import { readBody } from './read-body.ts';
import { noContent, reply } from './replies.ts';

const schemaOf = (call: ApiCall): ObjectSchema => call.portal.objectSchema(typeOf(call).name);

const groupOf = (call: ApiCall): PropertyGroup => {
  const name = call.params['name'] ?? '';
  const group = schemaOf(call).groups.get(name);
  if (group) return group;
  throw new Refusal(404, {
    message: `Property group '${name}' does not exist.`,
    category: 'OBJECT_NOT_FOUND',
  });
};

const list: Endpoint['answer'] = (call) =>
  reply(200, { results: [...schemaOf(call).groups.values()].map(groupBody) });

const read: Endpoint['answer'] = (call) => reply(200, groupBody(groupOf(call)));

const createShape = z.object({
  name: z.string(),
  label: z.string(),
  displayOrder: z.int().default(-1),
});

const create: Endpoint['answer'] = (call) => {
  const group = { ...readBody(call, createShape), archived: false };
  const { groups } = schemaOf(call);
  if (groups.has(group.name))
    throw new Refusal(409, {
      message: `A property group named '${group.name}' already exists.`,
      category: 'OBJECT_ALREADY_EXISTS',
    });
  groups.set(group.name, group);
  return reply(201, groupBody(group));
};

const changeShape = z.object({
  label: z.string().optional(),
  displayOrder: z.int().optional(),
});

const change: Endpoint['answer'] = (call) => {
  const group = groupOf(call);
  const { label = group.label, displayOrder = group.displayOrder } = readBody(call, changeShape);
  const after = { ...group, label, displayOrder };
  schemaOf(call).groups.set(after.name, after);
  return reply(200, groupBody(after));
};

const archive: Endpoint['answer'] = (call) => {
  const { name } = groupOf(call);
  const { properties, groups } = schemaOf(call);
  const isUsed = [...properties.values()].some(
    ({ groupName, archivedAt }) => groupName === name && archivedAt === null,
  );
  if (isUsed)
    refuse(`Property group '${name}' has active properties`, {
      subCategory: 'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES',
    });
  groups.delete(name);
  return noContent;
};

const reading = { area: 'properties', scopes: schemaScopesOf('read') } as const;
const writing = { area: 'properties', scopes: schemaScopesOf('write') } as const;

/** Groups that properties are shown under. */
export const groupEndpoints: readonly Endpoint[] = [
  { ...reading, method: 'GET', path: ':type/groups', answer: list },
  { ...writing, method: 'POST', path: ':type/groups', answer: create },
  { ...reading, method: 'GET', path: ':type/groups/:name', answer: read },
  { ...writing, method: 'PATCH', path: ':type/groups/:name', answer: change },
  { ...writing, method: 'DELETE', path: ':type/groups/:name', answer: archive },
];
