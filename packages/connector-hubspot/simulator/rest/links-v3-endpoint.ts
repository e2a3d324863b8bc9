import { z } from 'zod';
import type { AssociationType } from '../associations/association-types.ts';
import { associate, dissociate } from '../associations/associate.ts';
import { Refusal, refuse } from '../portal/refusal.ts';
import { encodeId } from '../store/record-ids.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { endsOf, endTypes, linkScopesOf, liveRow } from './association-call.ts';
import { noneFound } from './association-batches.ts';
import { type BatchError, batchReply } from './batch-reply.ts';
import { checkBatchSize, idShape, readBody } from './read-body.ts';
import { noContent, reply } from './replies.ts';

const named = (call: ApiCall, name: string): AssociationType => {
  const { from, to } = endTypes(call);
  const known = call.portal.associationTypes.between(from.name, to.name);
  const found = known.find((type) => type.name === name || String(type.typeId) === name);
  return (
    found ?? refuse(`${name} is not a valid association type between ${from.name} and ${to.name}`)
  );
};

const listOf = (call: ApiCall, row: number): { id: string; type: string }[] => {
  const { from, to } = endTypes(call);
  return call.portal.links.of(from.name, row, to.name).flatMap((link) =>
    call.portal.table(to.name).isLive(link.to)
      ? link.types.map((typeId) => ({
          id: encodeId(link.to),
          type: call.portal.associationTypes.find(from.name, to.name, typeId)?.name ?? '',
        }))
      : [],
  );
};

const readShape = z.object({ inputs: z.array(z.object({ id: idShape })) });

const read: Endpoint['answer'] = (call) => {
  const types = endTypes(call);
  const { inputs } = readBody(call, readShape);
  checkBatchSize(inputs.length, 1000);
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const { id } of inputs) {
    const row = liveRow(call, types.from, id);
    const to = row === null ? [] : listOf(call, row);
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
  const results = inputs.flatMap(({ from, to, type: name }) => {
    const type = named(call, name);
    const ends = endsOf(call, endTypes(call), [from.id, to.id]);
    associate(call.portal, ends, { types: [type], actor: call.saving.actor });
    const back = call.portal.associationTypes.find(type.to, type.from, type.inverseId);
    return [
      { from, to, type: type.name },
      { from: to, to: from, type: back?.name ?? '' },
    ];
  });
  return batchReply(call, 201, { results, errors: [] });
};

const unlink = (call: ApiCall, [id, toId]: readonly [string, string]): void => {
  const { from, to } = endTypes(call);
  const [row, toRow] = [liveRow(call, from, id), liveRow(call, to, toId)];
  if (row !== null && toRow !== null)
    dissociate(call.portal, { from: from.name, row, to: to.name, toRow }, call.saving.actor);
};

const archive: Endpoint['answer'] = (call) => {
  for (const { from, to } of readBody(call, pairs).inputs) unlink(call, [from.id, to.id]);
  return noContent;
};

const list: Endpoint['answer'] = (call) => {
  const row = liveRow(call, endTypes(call).from, call.params['id'] ?? '');
  if (row === null) throw new Refusal(404, { message: 'resource not found' });
  return reply(200, { results: listOf(call, row) });
};

const batch = {
  area: 'associations',
  versions: 'v3',
  method: 'POST',
  kind: 'association',
} as const;

/** Associations as the third version of the API had them; the dated paths are those of the fourth. */
export const linkV3Endpoints: readonly Endpoint[] = [
  { ...batch, path: ':from/:to/batch/read', scopes: linkScopesOf('read'), answer: read },
  { ...batch, path: ':from/:to/batch/create', scopes: linkScopesOf('write'), answer: create },
  { ...batch, path: ':from/:to/batch/archive', scopes: linkScopesOf('write'), answer: archive },
  {
    area: 'objects',
    versions: 'v3',
    method: 'GET',
    kind: 'association',
    path: ':from/:id/associations/:to',
    scopes: linkScopesOf('read'),
    answer: list,
  },
];
