import { inPlace, type PipelineChange } from '../portal/pipelines.ts';
import type { PipelineStage } from '../schema/pipelines.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { changeBody, stageBody } from './pipeline-bodies.ts';
import {
  anyStageOf,
  checkUnused,
  noteChange,
  pipelineOf,
  savePipeline,
  stageOf,
} from './pipeline-call.ts';
import { changedStage, newStage, stageChangeShape, stageShape } from './pipeline-input.ts';
import { pipelineScopesOf } from './pipelines-endpoint.ts';
import { readBody } from './read-body.ts';
import { noContent, reply } from './replies.ts';

const list: Endpoint['answer'] = (call) =>
  reply(200, { results: inPlace(pipelineOf(call).stages).map(stageBody) });

const read: Endpoint['answer'] = (call) => reply(200, stageBody(stageOf(call)));

const save = (call: ApiCall, action: PipelineChange['action'], stage: PipelineStage): void => {
  const pipeline = pipelineOf(call);
  const at = pipeline.stages.findIndex(({ id }) => id === stage.id);
  const isNew = action === 'CREATE' || at < 0;
  const stages = isNew ? [...pipeline.stages, stage] : pipeline.stages.with(at, stage);
  savePipeline(call, { ...pipeline, stages, updatedAt: call.portal.now() });
  noteChange(call, action, stage);
};

const create: Endpoint['answer'] = (call) => {
  pipelineOf(call);
  const stage = newStage(call, readBody(call, stageShape));
  save(call, 'CREATE', stage);
  return reply(201, stageBody(stage));
};

const update: Endpoint['answer'] = (call) => {
  const before = anyStageOf(call);
  const change = readBody(call, stageChangeShape);
  if (change.archived === true) checkUnused(call, [before]);
  const after = changedStage(call, before, change);
  save(call, 'UPDATE', after);
  return reply(200, stageBody(after));
};

const replace: Endpoint['answer'] = (call) => {
  const after = changedStage(call, stageOf(call), readBody(call, stageShape));
  save(call, 'UPDATE', after);
  return reply(200, stageBody(after));
};

const archive: Endpoint['answer'] = (call) => {
  const before = stageOf(call);
  checkUnused(call, [before]);
  save(call, 'DELETE', changedStage(call, before, { archived: true }));
  return noContent;
};

const audit: Endpoint['answer'] = (call) => {
  const changes = call.portal.pipelines.changesOf(anyStageOf(call).id);
  return reply(200, { results: changes.map((change) => changeBody(call.portal.id, change)) });
};

const reading = { area: 'pipelines', scopes: pipelineScopesOf('read') } as const;
const writing = { area: 'pipelines', scopes: pipelineScopesOf('write') } as const;
const stages = ':type/:pipeline/stages';
const stage = `${stages}/:stage`;

/** The stages of a pipeline. */
export const stageEndpoints: readonly Endpoint[] = [
  { ...reading, method: 'GET', path: stages, answer: list },
  { ...writing, method: 'POST', path: stages, answer: create },
  { ...reading, method: 'GET', path: stage, answer: read },
  { ...writing, method: 'PATCH', path: stage, answer: update },
  { ...writing, method: 'PUT', path: stage, answer: replace },
  { ...writing, method: 'DELETE', path: stage, answer: archive },
  { ...reading, method: 'GET', path: `${stage}/audit`, answer: audit },
];
