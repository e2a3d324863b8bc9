import { inPlace } from '../portal/pipelines.ts';
import { objectTypeOf } from '../schema/object-type.ts';
import type { Pipeline, PipelineStage } from '../schema/pipelines.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { typeOf } from './object-call.ts';
import { changeBody, pipelineBody } from './pipeline-bodies.ts';
import {
  anyPipelineOf,
  checkNewPipeline,
  checkUnused,
  noteChange,
  pipelineOf,
  savePipeline,
} from './pipeline-call.ts';
import {
  archivedAtOf,
  changedStage,
  newStage,
  pipelineChangeShape,
  pipelineShape,
  type StageInput,
} from './pipeline-input.ts';
import { readBody } from './read-body.ts';
import { noContent, reply } from './replies.ts';
import { recordScopes, schemaScopes } from './scopes.ts';

/** What a call on the pipelines of a type takes. */
export const pipelineScopesOf =
  (right: 'read' | 'write') =>
  ({ type = '' }: Readonly<Record<string, string>>): (readonly string[])[] => {
    const known = objectTypeOf(type);
    return known ? [[...recordScopes(known, right), ...schemaScopes(known, right)]] : [];
  };

const list: Endpoint['answer'] = (call) =>
  reply(200, { results: call.portal.pipelines.of(typeOf(call).name).map(pipelineBody) });

const read: Endpoint['answer'] = (call) => reply(200, pipelineBody(pipelineOf(call)));

const create: Endpoint['answer'] = (call) => {
  const { pipelineId, label, displayOrder, stages } = readBody(call, pipelineShape);
  checkNewPipeline(call, pipelineId);
  const now = call.portal.now();
  const pipeline: Pipeline = {
    id: pipelineId ?? call.portal.pipelines.newId(),
    label,
    displayOrder,
    stages: stages.map((stage) => newStage(call, stage)),
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
  savePipeline(call, pipeline);
  noteChange(call, 'CREATE', pipeline);
  return reply(201, pipelineBody(pipeline));
};

const update: Endpoint['answer'] = (call) => {
  const before = anyPipelineOf(call);
  const { label, displayOrder, archived } = readBody(call, pipelineChangeShape);
  if (archived === true) checkUnused(call, before.stages);
  const now = call.portal.now();
  const after: Pipeline = {
    ...before,
    label: label ?? before.label,
    displayOrder: displayOrder ?? before.displayOrder,
    updatedAt: now,
    archivedAt: archivedAtOf(before, archived, now),
  };
  savePipeline(call, after);
  noteChange(call, 'UPDATE', after);
  return reply(200, pipelineBody(after));
};

/** The stages of a body: those that are there already, by id or label, and new ones. */
const replacedStages = (
  call: ApiCall,
  before: readonly PipelineStage[],
  inputs: readonly StageInput[],
): PipelineStage[] =>
  inputs.map((input) => {
    const known = before.find(({ id, label }) =>
      input.stageId === undefined ? label === input.label : id === input.stageId,
    );
    return known ? changedStage(call, known, { ...input, archived: false }) : newStage(call, input);
  });

/** Replaces all of a pipeline; stages that are not named are archived (assumed, as that a stage is known by its label). */
const replace: Endpoint['answer'] = (call) => {
  const before = pipelineOf(call);
  const { label, displayOrder, stages } = readBody(call, pipelineShape);
  const named = replacedStages(call, before.stages, stages);
  const left = before.stages.filter(({ id }) => named.every((stage) => stage.id !== id));
  checkUnused(call, inPlace(left));
  const updatedAt = call.portal.now();
  const archived = left.map((stage) => changedStage(call, stage, { archived: true }));
  const after = { ...before, label, displayOrder, updatedAt, stages: [...named, ...archived] };
  savePipeline(call, after);
  noteChange(call, 'UPDATE', after);
  return reply(200, pipelineBody(after));
};

const archive: Endpoint['answer'] = (call) => {
  const before = pipelineOf(call);
  checkUnused(call, before.stages);
  const after = { ...before, archivedAt: call.portal.now() };
  savePipeline(call, after);
  noteChange(call, 'DELETE', after);
  return noContent;
};

const audit: Endpoint['answer'] = (call) => {
  const changes = call.portal.pipelines.changesOf(anyPipelineOf(call).id);
  return reply(200, { results: changes.map((change) => changeBody(call.portal.id, change)) });
};

const reading = { area: 'pipelines', scopes: pipelineScopesOf('read') } as const;
const writing = { area: 'pipelines', scopes: pipelineScopesOf('write') } as const;

/** Pipelines of deals and tickets. */
export const pipelineEndpoints: readonly Endpoint[] = [
  { ...reading, method: 'GET', path: ':type', answer: list },
  { ...writing, method: 'POST', path: ':type', answer: create },
  { ...reading, method: 'GET', path: ':type/:pipeline', answer: read },
  { ...writing, method: 'PATCH', path: ':type/:pipeline', answer: update },
  { ...writing, method: 'PUT', path: ':type/:pipeline', answer: replace },
  { ...writing, method: 'DELETE', path: ':type/:pipeline', answer: archive },
  { ...reading, method: 'GET', path: ':type/:pipeline/audit', answer: audit },
];
