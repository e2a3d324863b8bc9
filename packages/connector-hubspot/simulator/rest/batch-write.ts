import { z } from 'zod';
import { associationsShape } from '../associations/plan-associations.ts';
import { addRecord, type Draft, draftRecord } from '../portal/create-record.ts';
import { isNoticed } from '../portal/check-unique.ts';
import { findRow } from '../portal/find-record.ts';
import { refuse } from '../portal/refusal.ts';
import { archiveRecord } from '../portal/remove-record.ts';
import { applyRevision, type Revision, reviseRecord } from '../portal/update-record.ts';
import type { ObjectType } from '../schema/object-type.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { prepareInputs, refuseDoubles, traceOf } from './batch-inputs.ts';
import { missingRecords } from './batch-read.ts';
import { batchReply } from './batch-reply.ts';
import { typeOf } from './object-call.ts';
import { checkBatchSize, idShape, propertiesShape, readBody } from './read-body.ts';
import { noContent } from './replies.ts';
import { warningsOf, writtenBody } from './written-body.ts';

const traced = { objectWriteTraceId: z.string().nullish() };
const properties = propertiesShape;

const createShape = z.object({
  inputs: z.array(z.object({ properties, associations: associationsShape, ...traced })),
});

const addOne = (call: ApiCall, draft: Draft): Record<string, unknown> => {
  const ref = addRecord(call.saving, draft);
  const names = [...draft.values.keys(), ...draft.derived.keys()];
  return { ...writtenBody(call, ref, names), ...warningsOf(draft.warnings) };
};

/** Makes up to 100 records. */
export const batchCreate: Endpoint['answer'] = (call) => {
  const type = typeOf(call);
  const { inputs } = readBody(call, createShape);
  checkBatchSize(inputs.length);
  const claimed = new Set<string>();
  const { ready, errors } = prepareInputs(inputs, (input) =>
    draftRecord(call.saving, type.name, { input, claimed }),
  );
  const results = ready.map(({ input, plan }) => ({ ...addOne(call, plan), ...traceOf(input) }));
  return batchReply(call, 201, { results, errors });
};

const updateShape = z.object({
  inputs: z.array(
    z.object({ id: idShape, idProperty: z.string().nullish(), properties, ...traced }),
  ),
});

const changeOne = (call: ApiCall, revision: Revision): Record<string, unknown> => {
  const names = [...applyRevision(call.saving, revision), ...revision.values.keys()];
  return { ...writtenBody(call, revision.ref, names), ...warningsOf(revision.warnings) };
};

type Named = z.output<typeof updateShape>['inputs'][number];

const refuseEmail = (call: ApiCall, type: ObjectType, idProperty: string): void => {
  if (idProperty !== 'email' && idProperty !== 'hs_object_id') return;
  refuse(
    `Unable to perform update/upsert by non-unique ${type.typeId} property ${idProperty} in portal ID ${call.portal.id}`,
  );
};

/** The live row that an input names; null for none. HubSpot: a batch does not follow merges. Remembered by integrators. */
const rowOf = (call: ApiCall, type: ObjectType, input: Named): number | null => {
  if (typeof input.idProperty === 'string') refuseEmail(call, type, input.idProperty);
  const { portal } = call;
  const isOwnId = typeof input.idProperty !== 'string';
  const row =
    isOwnId && !portal.rules.batchUpdateMergedIds
      ? portal.table(type.name).rowOf(input.id)
      : findRow(portal, type.name, { id: input.id, idProperty: input.idProperty ?? undefined });
  return row !== null && portal.table(type.name).isLive(row) ? row : null;
};

/** Changes up to 100 records. */
export const batchUpdate: Endpoint['answer'] = (call) => {
  const type = typeOf(call);
  const { inputs } = readBody(call, updateShape);
  checkBatchSize(inputs.length);
  refuseDoubles(inputs.map(({ id }) => id));
  const claimed = new Set<string>();
  const rows = new Map(inputs.map((input) => [input, rowOf(call, type, input)] as const));
  const missing = inputs.filter((input) => rows.get(input) === null).map(({ id }) => id);
  const present = inputs.filter((input) => rows.get(input) !== null);
  const { ready, errors } = prepareInputs(present, (input) => {
    const ref = { object: type.name, row: rows.get(input) ?? -1 };
    return reviseRecord(call.saving, ref, { properties: input.properties, claimed });
  });
  const results = ready.map(({ input, plan }) => ({ ...changeOne(call, plan), ...traceOf(input) }));
  const absent = missing.length === 0 ? [] : [missingRecords(type, missing)];
  return batchReply(call, 200, { results, errors: [...absent, ...errors] });
};

const upsertShape = z.object({
  inputs: z.array(
    z.object({ id: idShape, idProperty: z.string().nullish(), properties, ...traced }),
  ),
});

const idPropertyOf = (call: ApiCall, type: ObjectType, inputs: readonly Named[]): string => {
  const names = new Set(inputs.map(({ idProperty }) => idProperty ?? ''));
  const [name = ''] = names;
  if (names.size !== 1 || name === '')
    refuse('All inputs of an upsert must have the same idProperty');
  if (type.name !== 'contacts' || name !== 'email') {
    if (call.portal.property(type.name, name)?.hasUniqueValue !== true)
      refuse(
        `Unable to perform update/upsert by non-unique ${type.typeId} property ${name} in portal ID ${call.portal.id}`,
      );
  }
  return name;
};

/** The record that has a unique value, if the check has noticed it. */
const noticedRow = (
  call: ApiCall,
  type: ObjectType,
  [id, idProperty]: readonly [string, string],
): number | null => {
  const row = findRow(call.portal, type.name, { id, idProperty });
  if (row === null || idProperty === 'email') return row;
  return isNoticed(call.portal, type.name, [row, idProperty]) ? row : null;
};

/** Makes or changes up to 100 records by a property whose values are unique. */
export const batchUpsert: Endpoint['answer'] = (call) => {
  const type = typeOf(call);
  const { inputs } = readBody(call, upsertShape);
  checkBatchSize(inputs.length);
  const idProperty = idPropertyOf(call, type, inputs);
  refuseDoubles(inputs.map(({ id }) => id.toLowerCase()));
  const claimed = new Set<string>();
  const prepare = (input: Named): { draft: Draft } | { revision: Revision } => {
    const row = noticedRow(call, type, [input.id, idProperty]);
    const own = { ...input.properties, [idProperty]: input.id };
    if (row === null)
      return {
        draft: draftRecord(call.saving, type.name, { input: { properties: own }, claimed }),
      };
    const ref = { object: type.name, row };
    const isEmpty = Object.keys(input.properties).length === 0;
    const change = isEmpty ? { [idProperty]: input.id } : input.properties;
    return { revision: reviseRecord(call.saving, ref, { properties: change, claimed }) };
  };
  const { ready, errors } = prepareInputs(inputs, prepare, idProperty !== 'email');
  const results = ready.map(({ input, plan }) => ({
    ...('draft' in plan ? addOne(call, plan.draft) : changeOne(call, plan.revision)),
    new: 'draft' in plan,
    ...traceOf(input),
  }));
  return batchReply(call, 200, { results, errors });
};

const archiveShape = z.object({ inputs: z.array(z.object({ id: idShape })) });

/** Archives up to 100 records; those that are not there are passed over. */
export const batchArchive: Endpoint['answer'] = (call) => {
  const type = typeOf(call);
  const { inputs } = readBody(call, archiveShape);
  checkBatchSize(inputs.length);
  for (const { id } of inputs) {
    const row = findRow(call.portal, type.name, { id });
    if (row !== null && call.portal.table(type.name).isLive(row))
      archiveRecord(call.portal, { object: type.name, row }, call.saving.actor);
  }
  return noContent;
};
