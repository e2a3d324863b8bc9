import { Refusal } from '../portal/refusal.ts';
import type { Pipeline, PipelineStage } from '../schema/pipelines.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { typeOf } from './object-call.ts';
import { reply } from './replies.ts';

const times = { createdAt: '2019-08-06T02:41:08Z', updatedAt: '2024-02-11T09:12:44.021Z' };

const stageBody = (stage: PipelineStage) => ({
  label: stage.label,
  displayOrder: stage.displayOrder,
  metadata: { isClosed: String(stage.isClosed), probability: stage.probability.toFixed(1) },
  id: stage.id,
  ...times,
  archived: false,
  writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
});

const pipelineBody = ({ id, label, displayOrder, archived, stages }: Pipeline) => ({
  label,
  displayOrder,
  id,
  stages: stages.map(stageBody),
  ...times,
  archived,
});

/** HubSpot: deals have pipelines; other types of this portal have none. */
const pipelinesOf = (call: ApiCall): readonly Pipeline[] =>
  typeOf(call).name === 'deals' ? call.portal.pipelines : [];

const missing = (what: string, id: string): never => {
  throw new Refusal(404, { message: `${what} ${id} not found`, category: 'OBJECT_NOT_FOUND' });
};

const pipelineOf = (call: ApiCall): Pipeline => {
  const id = call.params['pipeline'] ?? '';
  return pipelinesOf(call).find((each) => each.id === id) ?? missing('Pipeline', id);
};

const list: Endpoint['answer'] = (call) =>
  reply(200, { results: pipelinesOf(call).map(pipelineBody) });

const read: Endpoint['answer'] = (call) => reply(200, pipelineBody(pipelineOf(call)));

const stages: Endpoint['answer'] = (call) =>
  reply(200, { results: pipelineOf(call).stages.map(stageBody) });

const stage: Endpoint['answer'] = (call) => {
  const id = call.params['stage'] ?? '';
  const found = pipelineOf(call).stages.find((each) => each.id === id);
  return reply(200, stageBody(found ?? missing('Stage', id)));
};

const shared = {
  area: 'pipelines',
  method: 'GET',
  scopes: () => [['crm.objects.deals.read', 'crm.schemas.deals.read']],
} as const;

/** Pipelines and their stages. */
export const pipelineEndpoints: readonly Endpoint[] = [
  { ...shared, path: ':type', answer: list },
  { ...shared, path: ':type/:pipeline', answer: read },
  { ...shared, path: ':type/:pipeline/stages', answer: stages },
  { ...shared, path: ':type/:pipeline/stages/:stage', answer: stage },
];
