import { inPlace, type PipelineChange } from '../portal/pipelines.ts';
import { Refusal, refuse } from '../portal/refusal.ts';
import { type Pipeline, pipelineProperties, type PipelineStage } from '../schema/pipelines.ts';
import type { ApiCall } from './api-types.ts';
import { flagOf, typeOf } from './object-call.ts';

const missing = (what: string, id: string): never => {
  throw new Refusal(404, { message: `${what} ${id} not found`, category: 'OBJECT_NOT_FOUND' });
};

/** The pipeline that the path names, archived or not. */
export const anyPipelineOf = (call: ApiCall): Pipeline => {
  const id = call.params['pipeline'] ?? '';
  const all = call.portal.pipelines.all(typeOf(call).name);
  return all.find((each) => each.id === id) ?? missing('Pipeline', id);
};

/** The live pipeline that the path names. */
export const pipelineOf = (call: ApiCall): Pipeline => {
  const pipeline = anyPipelineOf(call);
  return pipeline.archivedAt === null ? pipeline : missing('Pipeline', pipeline.id);
};

/** The stage that the path names, archived or not, of a live pipeline. */
export const anyStageOf = (call: ApiCall): PipelineStage => {
  const id = call.params['stage'] ?? '';
  return pipelineOf(call).stages.find((each) => each.id === id) ?? missing('Stage', id);
};

/** The live stage that the path names. */
export const stageOf = (call: ApiCall): PipelineStage => {
  const stage = anyStageOf(call);
  return stage.archivedAt === null ? stage : missing('Stage', stage.id);
};

/** Refuses a pipeline of an object that has none, and one whose id is taken. */
export const checkNewPipeline = (call: ApiCall, id: string | undefined): void => {
  const type = typeOf(call);
  if (!pipelineProperties.has(type.name))
    refuse(`Object type ${type.typeId} does not support pipelines`);
  if (call.portal.pipelines.all(type.name).some((each) => each.id === id))
    refuse(`Pipeline id '${id}' is not unique`);
};

const refuseDoubles = (what: string, all: readonly { readonly label: string }[]): void => {
  const labels = all.map(({ label }) => label.toLowerCase());
  const double = all.find(({ label }, at) => labels.indexOf(label.toLowerCase()) !== at);
  if (double) refuse(`${what} label '${double.label}' is not unique`);
};

const refuseSameIds = (stages: readonly PipelineStage[]): void => {
  if (new Set(stages.map(({ id }) => id)).size < stages.length) refuse('Stage ids are not unique');
};

/** Keeps a pipeline. HubSpot: labels are unique, those of stages within a pipeline. developers.hubspot.com, read 2026-11-22 */
export const savePipeline = (call: ApiCall, pipeline: Pipeline): void => {
  const { name } = typeOf(call);
  const others = call.portal.pipelines.of(name).filter(({ id }) => id !== pipeline.id);
  if (pipeline.archivedAt === null) refuseDoubles('Pipeline', [...others, pipeline]);
  refuseDoubles('Stage', inPlace(pipeline.stages));
  refuseSameIds(pipeline.stages);
  call.portal.pipelines.put(name, pipeline);
};

/** Writes a change into the audit. */
export const noteChange = (
  { portal, saving }: ApiCall,
  action: PipelineChange['action'],
  after: Pipeline | PipelineStage,
): void => {
  const { userId } = saving.actor;
  portal.pipelines.note({ identifier: after.id, action, at: portal.now(), userId, after });
};

/** HubSpot: since 2026-09 what is in use is not archived, unless told; before, where asked. developers.hubspot.com changelog, read 2026-11-22 */
export const checkUnused = (call: ApiCall, stages: readonly PipelineStage[]): void => {
  const { name } = typeOf(call);
  const flag =
    name === 'deals' ? 'validateDealStageUsagesBeforeDelete' : 'validateReferencesBeforeDelete';
  const isChecked = call.query.has(flag) ? flagOf(call, flag) : call.saving.enforcesRules;
  const property = pipelineProperties.get(name)?.stage ?? '';
  const table = call.portal.table(name);
  const used = stages.filter(({ id }) =>
    table.rowsWith(property, id).some((row) => table.isLive(row)),
  );
  if (!isChecked || used.length === 0) return;
  refuse(`Stages are in use: [${used.map(({ id }) => id).join(', ')}]`, {
    context: { stageIds: used.map(({ id }) => id) },
  });
};
