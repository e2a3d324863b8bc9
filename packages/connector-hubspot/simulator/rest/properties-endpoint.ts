import { z } from 'zod';
import { refuse } from '../portal/refusal.ts';
import { objectTypeOf } from '../schema/object-type.ts';
import type { Property } from '../schema/property.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { batchReply } from './batch-reply.ts';
import { flagOf, typeOf } from './object-call.ts';
import { propertyBody } from './property-body.ts';
import { checkNewProperty, isShown, propertyOf } from './property-checks.ts';
import { createShape, makeCustom, optionsShape, toOptionList } from './property-input.ts';
import { checkBatchSize, readBody } from './read-body.ts';
import { noContent, reply } from './replies.ts';
import { schemaScopes } from './scopes.ts';

/** What a call on definitions of a type takes. */
export const schemaScopesOf =
  (right: 'read' | 'write') =>
  (params: Readonly<Record<string, string>>): (readonly string[])[] => {
    const type = objectTypeOf(params['type'] ?? '');
    return type ? [schemaScopes(type, right)] : [];
  };

const propertiesOf = (call: ApiCall): Map<string, Property> =>
  call.portal.objectSchema(typeOf(call).name).properties;

const list: Endpoint['answer'] = (call) => {
  const isArchived = flagOf(call, 'archived');
  const all = [...propertiesOf(call).values()];
  const shown = all.filter((property) => isShown(property, isArchived));
  return reply(200, { results: shown.map(propertyBody) });
};

const named = (call: ApiCall, isArchived = false): Property =>
  propertyOf(call.portal, typeOf(call), { name: call.params['name'] ?? '', isArchived });

const read: Endpoint['answer'] = (call) =>
  reply(200, propertyBody(named(call, flagOf(call, 'archived'))));

/** HubSpot: making a property with the name of an archived one brings that one back. Recorded answers, 2026. */
const add = (call: ApiCall, draft: z.output<typeof createShape>): Property => {
  checkNewProperty(call.portal, typeOf(call), draft);
  const archived = propertiesOf(call).get(draft.name);
  const property = archived
    ? { ...archived, archivedAt: null, updatedAt: call.portal.now() }
    : makeCustom(draft, call.portal.now());
  propertiesOf(call).set(property.name, property);
  return property;
};

const create: Endpoint['answer'] = (call) =>
  reply(201, propertyBody(add(call, readBody(call, createShape))));

const changeShape = z.object({
  label: z.string().optional(),
  description: z.string().optional(),
  groupName: z.string().optional(),
  options: optionsShape.optional(),
  displayOrder: z.int().optional(),
  hidden: z.boolean().optional(),
  formField: z.boolean().optional(),
  fieldType: z.string().optional(),
});

const defined = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const change: Endpoint['answer'] = (call) => {
  const { options, ...more } = readBody(call, changeShape);
  const property = named(call);
  if (property.readOnlyDefinition && options) refuse(`Property ${property.name} is read only`);
  const after: Property = {
    ...property,
    ...defined(more),
    ...(options ? { options: toOptionList(options) } : {}),
    updatedAt: call.portal.now(),
  };
  propertiesOf(call).set(after.name, after);
  return reply(200, propertyBody(after));
};

const archiveOne = (call: ApiCall, name: string): void => {
  const property = propertiesOf(call).get(name);
  if (!property || property.archivedAt !== null) return;
  if (property.hubspotDefined)
    refuse(`Property '${name}' cannot be deleted`, {
      subCategory: 'PropertyValidationError.CANNOT_DELETE_HUBSPOT_DEFINED_PROPERTY',
    });
  propertiesOf(call).set(name, { ...property, archivedAt: call.portal.now() });
};

const archive: Endpoint['answer'] = (call) => {
  archiveOne(call, named(call).name);
  return noContent;
};

const namesShape = z.object({ inputs: z.array(z.object({ name: z.string() })) });

const batchReadShape = namesShape.extend({ archived: z.boolean().nullish() });

const batchRead: Endpoint['answer'] = (call) => {
  const { inputs, archived } = readBody(call, batchReadShape);
  checkBatchSize(inputs.length);
  const known = propertiesOf(call);
  const results: unknown[] = [];
  const missing: string[] = [];
  for (const { name } of inputs) {
    const property = known.get(name);
    if (property && isShown(property, archived === true)) results.push(propertyBody(property));
    else missing.push(name);
  }
  const errors = missing.map((name) => ({
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'Properties.PROPERTY_NOT_FOUND',
    message: `Property '${name}' does not exist`,
    context: { name: [name] },
  }));
  return batchReply(call, 200, { results, errors });
};

const batchCreate: Endpoint['answer'] = (call) => {
  const { inputs } = readBody(call, z.object({ inputs: z.array(createShape) }));
  checkBatchSize(inputs.length);
  for (const input of inputs) checkNewProperty(call.portal, typeOf(call), input);
  return batchReply(call, 201, {
    results: inputs.map((input) => propertyBody(add(call, input))),
    errors: [],
  });
};

const batchArchive: Endpoint['answer'] = (call) => {
  for (const { name } of readBody(call, namesShape).inputs) archiveOne(call, name);
  return noContent;
};

const reading = { area: 'properties', scopes: schemaScopesOf('read') } as const;
const writing = { area: 'properties', scopes: schemaScopesOf('write') } as const;

/** Definitions of properties. */
export const propertyEndpoints: readonly Endpoint[] = [
  { ...reading, method: 'GET', path: ':type', answer: list },
  { ...writing, method: 'POST', path: ':type', answer: create },
  { ...reading, method: 'POST', path: ':type/batch/read', answer: batchRead },
  { ...writing, method: 'POST', path: ':type/batch/create', answer: batchCreate },
  { ...writing, method: 'POST', path: ':type/batch/archive', answer: batchArchive },
  { ...reading, method: 'GET', path: ':type/:name', answer: read },
  { ...writing, method: 'PATCH', path: ':type/:name', answer: change },
  { ...writing, method: 'DELETE', path: ':type/:name', answer: archive },
];
