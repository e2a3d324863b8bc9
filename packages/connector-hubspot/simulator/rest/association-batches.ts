import { z } from 'zod';
import { dissociate, removeLabels } from '../associations/associate.ts';
import { typeShape } from '../associations/plan-associations.ts';
import type { ObjectType } from '../schema/object-type.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { endsOf, endTypes, labelsOf, linkScopesOf, liveRow, tie } from './association-call.ts';
import { defaultBodies } from './associations-endpoint.ts';
import { type BatchError, batchReply } from './batch-reply.ts';
import { eachPair } from './each-pair.ts';
import { linkPage } from './link-body.ts';
import { checkBatchSize, idShape, readBody } from './read-body.ts';
import { noContent } from './replies.ts';
import { isDated } from './route.ts';

// HubSpot: 1,000 inputs of a read, 2,000 of a write. developers.hubspot.com, read 2026-11-21
const readMax = 1000;
const writeMax = 2000;
const pageMax = 500;

const readShape = z.object({
  inputs: z.array(z.object({ id: idShape, after: z.string().nullish() })),
});

/** The error that stands for a record without associations. */
export const noneFound = (types: { from: ObjectType; to: ObjectType }, id: string): BatchError => ({
  category: 'OBJECT_NOT_FOUND',
  subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
  message: `No ${types.to.singular} is associated with ${types.from.singular} ${id}.`,
  context: {
    fromObjectId: [id],
    fromObjectType: [types.from.singular],
    toObjectType: [types.to.singular],
  },
});

/** HubSpot: a record without associations is an error of the batch. Recorded answers, 2026. */
const read: Endpoint['answer'] = (call) => {
  const types = endTypes(call);
  const { inputs } = readBody(call, readShape);
  checkBatchSize(inputs.length, readMax);
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const { id, after } of inputs) {
    const row = liveRow(call, types.from, id);
    const direction = { from: types.from.name, to: types.to.name };
    const page =
      row === null ? null : linkPage(call.portal, { ...direction, row }, { limit: pageMax, after });
    if (!page || page.results.length === 0) errors.push(noneFound(types, id));
    else {
      const paging = page.after === null ? {} : { paging: { next: { after: page.after } } };
      results.push({ from: { id }, to: page.results, ...paging });
    }
  }
  return batchReply(call, 200, { results, errors });
};

const pairShape = { from: z.object({ id: idShape }), to: z.object({ id: idShape }) };
const createShape = z.object({
  inputs: z.array(z.object({ ...pairShape, types: z.array(typeShape) })),
});

const create: Endpoint['answer'] = (call) => {
  const types = endTypes(call);
  const { inputs } = readBody(call, createShape);
  checkBatchSize(inputs.length, writeMax);
  const outcome = eachPair(inputs, ({ from, to, types: named }) => {
    const labels = labelsOf(call, types, named);
    const ends = endsOf(call, types, [from.id, to.id]);
    tie(call, ends, labels);
    return [
      {
        fromObjectTypeId: types.from.typeId,
        fromObjectId: Number(from.id),
        toObjectTypeId: types.to.typeId,
        toObjectId: Number(to.id),
        labels: labels.flatMap(({ label }) => label ?? []),
      },
    ];
  });
  return batchReply(call, 201, outcome);
};

const createDefault: Endpoint['answer'] = (call) => {
  const types = endTypes(call);
  const { inputs } = readBody(call, z.object({ inputs: z.array(z.object(pairShape)) }));
  checkBatchSize(inputs.length, writeMax);
  const outcome = eachPair(inputs, ({ from, to }) => {
    const ends = endsOf(call, types, [from.id, to.id]);
    tie(call, ends, []);
    return defaultBodies(call, [from.id, to.id]);
  });
  return batchReply(call, 200, outcome);
};

const done = (call: ApiCall) =>
  isDated(call.version) ? batchReply(call, 200, { results: [], errors: [] }) : noContent;

const archiveShape = z.object({
  inputs: z.array(
    z.object({ from: z.object({ id: idShape }), to: z.array(z.object({ id: idShape })) }),
  ),
});

const archive: Endpoint['answer'] = (call) => {
  const { from, to } = endTypes(call);
  const { inputs } = readBody(call, archiveShape);
  checkBatchSize(inputs.length, writeMax);
  for (const input of inputs) {
    const row = liveRow(call, from, input.from.id);
    const rows = input.to.flatMap(({ id }) => liveRow(call, to, id) ?? []);
    for (const toRow of row === null ? [] : rows)
      dissociate(
        call.portal,
        { from: from.name, row: row ?? -1, to: to.name, toRow },
        call.saving.actor,
      );
  }
  return done(call);
};

const archiveLabels: Endpoint['answer'] = (call) => {
  const types = endTypes(call);
  const { inputs } = readBody(call, createShape);
  checkBatchSize(inputs.length, writeMax);
  for (const input of inputs) {
    const row = liveRow(call, types.from, input.from.id);
    const toRow = liveRow(call, types.to, input.to.id);
    if (row === null || toRow === null) continue;
    const typeIds = labelsOf(call, types, input.types).map(({ typeId }) => typeId);
    const ends = { from: types.from.name, row, to: types.to.name, toRow };
    removeLabels(call.portal, ends, { typeIds, actor: call.saving.actor });
  }
  return done(call);
};

const shared = {
  area: 'associations',
  versions: 'v4 dated',
  method: 'POST',
  kind: 'association',
} as const;
const reading = { ...shared, scopes: linkScopesOf('read') } as const;
const writing = { ...shared, scopes: linkScopesOf('write') } as const;

/** Associations of many records. */
export const associationBatches: readonly Endpoint[] = [
  { ...reading, path: ':from/:to/batch/read', answer: read },
  { ...writing, path: ':from/:to/batch/create', answer: create },
  { ...writing, path: ':from/:to/batch/associate/default', answer: createDefault },
  { ...writing, path: ':from/:to/batch/archive', answer: archive },
  { ...writing, path: ':from/:to/batch/labels/archive', answer: archiveLabels },
];
