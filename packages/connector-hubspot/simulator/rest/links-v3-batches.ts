import { z } from 'zod';
import type { Endpoint } from './api-types.ts';
import { endsOf, endTypes, linkScopesOf, liveRow } from './association-call.ts';
import { noneFound } from './association-batches.ts';
import { type BatchError, batchReply } from './batch-reply.ts';
import { eachPair } from './each-pair.ts';
import { addType, linksOf, typeOfName, unlink } from './links-v3-call.ts';
import { checkBatchSize, idShape, readBody } from './read-body.ts';
import { noContent } from './replies.ts';

const readShape = z.object({ inputs: z.array(z.object({ id: idShape })) });

const read: Endpoint['answer'] = (call) => {
  const types = endTypes(call);
  const { inputs } = readBody(call, readShape);
  checkBatchSize(inputs.length, 1000);
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const { id } of inputs) {
    const row = liveRow(call, types.from, id);
    const to = row === null ? [] : linksOf(call, row);
    if (to.length === 0) errors.push(noneFound(types, id));
    else results.push({ from: { id }, to });
  }
  return batchReply(call, 200, { results, errors });
};

const pairs = z.object({
  inputs: z.array(
    z.object({ from: z.object({ id: idShape }), to: z.object({ id: idShape }), type: z.string() }),
  ),
});

/** HubSpot: each association is answered both ways. Recorded answers, 2026. */
const create: Endpoint['answer'] = (call) => {
  const { inputs } = readBody(call, pairs);
  checkBatchSize(inputs.length, 2000);
  const outcome = eachPair(inputs, ({ from, to, type: name }) => {
    const type = typeOfName(call, name);
    addType(call, endsOf(call, endTypes(call), [from.id, to.id]), type);
    const back = call.portal.associationTypes.find(type.to, type.from, type.inverseId);
    return [
      { from, to, type: type.name },
      { from: to, to: from, type: back?.name ?? '' },
    ];
  });
  return batchReply(call, 201, outcome);
};

const archive: Endpoint['answer'] = (call) => {
  const { inputs } = readBody(call, pairs);
  const named = inputs.map((input) => ({ ...input, type: typeOfName(call, input.type) }));
  for (const { from, to, type } of named) unlink(call, [from.id, to.id], type);
  return noContent;
};

const shared = {
  area: 'associations',
  versions: 'v3',
  method: 'POST',
  kind: 'association',
} as const;
const writing = { ...shared, scopes: linkScopesOf('write') } as const;

/** Associations of many records, as the third version of the API had them. */
export const linkV3Batches: readonly Endpoint[] = [
  { ...shared, scopes: linkScopesOf('read'), path: ':from/:to/batch/read', answer: read },
  { ...writing, path: ':from/:to/batch/create', answer: create },
  { ...writing, path: ':from/:to/batch/archive', answer: archive },
];
