import { z } from 'zod';
import { type ObjectType, objectTypeOf } from '../schema/object-type.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { batchReply } from './batch-reply.ts';
import { typeNamed, typeOf } from './object-call.ts';
import { propertyBody } from './property-body.ts';
import { checkBatchSize, readBody } from './read-body.ts';
import { reply } from './replies.ts';
import { schemaScopes } from './scopes.ts';

const schemaBody = ({ portal }: ApiCall, type: ObjectType) => ({
  id: type.typeId,
  objectTypeId: type.typeId,
  name: type.messageName,
  fullyQualifiedName: type.messageName,
  labels: { singular: type.singular, plural: type.name },
  primaryDisplayProperty: type.searchedProperties[0],
  requiredProperties: type.requiredProperties,
  searchableProperties: type.searchedProperties,
  properties: [...portal.objectSchema(type.name).properties.values()]
    .filter(({ archivedAt }) => archivedAt === null)
    .map(propertyBody),
  associations: [...portal.schema.keys()].flatMap((to) =>
    portal.associationTypes.between(type.name, to).map(({ typeId, name }) => ({
      id: String(typeId),
      name,
      fromObjectTypeId: type.typeId,
      toObjectTypeId: portal.table(to).type.typeId,
    })),
  ),
  archived: false,
});

/** HubSpot: the list holds custom objects alone, and this portal has none. */
const list: Endpoint['answer'] = () => reply(200, { results: [] });

const read: Endpoint['answer'] = (call) => reply(200, schemaBody(call, typeOf(call)));

const batchRead: Endpoint['answer'] = (call) => {
  const { inputs } = readBody(call, z.object({ inputs: z.array(z.string()) }));
  checkBatchSize(inputs.length);
  const results = inputs.map((name) => schemaBody(call, typeNamed(name)));
  return batchReply(call, 200, { results, errors: [] });
};

/** Object types with their properties and associations. */
export const schemaEndpoints: readonly Endpoint[] = [
  { area: 'schemas', method: 'GET', path: '', scopes: () => [], answer: list },
  { area: 'schemas', method: 'POST', path: 'batch/read', scopes: () => [], answer: batchRead },
  {
    area: 'schemas',
    method: 'GET',
    path: ':type',
    scopes: ({ type = '' }) => {
      const known = objectTypeOf(type);
      return known ? [schemaScopes(known, 'read')] : [];
    },
    answer: read,
  },
];
