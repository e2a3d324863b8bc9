import { z } from 'zod';
import type { AssociationType } from '../associations/association-type.ts';
import { refuse } from '../portal/refusal.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { endTypes, linkScopesOf } from './association-call.ts';
import { batchReply } from './batch-reply.ts';
import { checkBatchSize, readBody } from './read-body.ts';
import { noContent, reply } from './replies.ts';

const limitBody = ({ portal }: ApiCall, { category, typeId, label }: AssociationType) => ({
  category,
  typeId,
  ...(label === null ? {} : { label }),
  userEnforcedMaxToObjectIds: portal.associationLimits.get(typeId),
});

const listAll: Endpoint['answer'] = (call) => {
  const { associationLimits, associationTypes } = call.portal;
  const types = [...associationLimits.keys()].flatMap((id) => associationTypes.withId(id));
  return reply(200, { results: types.map((type) => limitBody(call, type)) });
};

const list: Endpoint['answer'] = (call) => {
  const { from, to } = endTypes(call);
  const { associationLimits, associationTypes } = call.portal;
  const types = associationTypes.between(from.name, to.name);
  const limited = types.filter(({ typeId }) => associationLimits.has(typeId));
  return reply(200, { results: limited.map((type) => limitBody(call, type)) });
};

const named = (call: ApiCall, typeId: number): AssociationType => {
  const { from, to } = endTypes(call);
  return (
    call.portal.associationTypes.find(from.name, to.name, typeId) ??
    refuse(`Association type ${typeId} does not exist between ${from.name} and ${to.name}`)
  );
};

/** HubSpot: a label's limit is at most that of the objects. developers.hubspot.com changelog, read 2026-11-22 */
const checkRange = ({ portal }: ApiCall, type: AssociationType, max: number): void => {
  const whole = portal.associationTypes.default(type.from, type.to);
  const limit = whole ? portal.associationLimits.get(whole.typeId) : undefined;
  if (type.typeId !== whole?.typeId && limit !== undefined && max > limit)
    refuse(`The limit of a label must be between 1 and ${limit}`);
};

const limitsShape = z.object({
  inputs: z.array(z.object({ typeId: z.int(), maxToObjectIds: z.int().min(1) })),
});

const setLimits = (call: ApiCall) => {
  const { inputs } = readBody(call, limitsShape);
  checkBatchSize(inputs.length);
  return inputs.map(({ typeId, maxToObjectIds }) => {
    const type = named(call, typeId);
    checkRange(call, type, maxToObjectIds);
    call.portal.associationLimits.set(typeId, maxToObjectIds);
    return limitBody(call, type);
  });
};

const create: Endpoint['answer'] = (call) =>
  batchReply(call, 201, { results: setLimits(call), errors: [] });

const update: Endpoint['answer'] = (call) =>
  batchReply(call, 200, { results: setLimits(call), errors: [] });

const purgeShape = z.object({ inputs: z.array(z.object({ typeId: z.int() })) });

const purge: Endpoint['answer'] = (call) => {
  for (const { typeId } of readBody(call, purgeShape).inputs)
    call.portal.associationLimits.delete(named(call, typeId).typeId);
  return noContent;
};

const shared = { area: 'associations', versions: 'v4 dated', kind: 'association' } as const;
const reading = { ...shared, method: 'GET', scopes: linkScopesOf('read') } as const;
const writing = { ...shared, method: 'POST', scopes: linkScopesOf('write') } as const;
const all = 'definitions/configurations';

/** With how many records one may be associated, where an administrator says so. */
export const limitEndpoints: readonly Endpoint[] = [
  { ...reading, path: `${all}/all`, answer: listAll },
  { ...reading, path: `${all}/:from/:to`, answer: list },
  { ...writing, path: `${all}/:from/:to/batch/create`, answer: create },
  { ...writing, path: `${all}/:from/:to/batch/update`, answer: update },
  { ...writing, path: `${all}/:from/:to/batch/purge`, answer: purge },
];
