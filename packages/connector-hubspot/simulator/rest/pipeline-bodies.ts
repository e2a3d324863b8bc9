import { inPlace, type PipelineChange } from '../portal/pipelines.ts';
import type { Pipeline, PipelineStage } from '../schema/pipelines.ts';
import { toInstant } from '../store/instant.ts';

type Timed = Pick<Pipeline, 'createdAt' | 'updatedAt' | 'archivedAt'>;

const timesOf = ({ createdAt, updatedAt, archivedAt }: Timed) => ({
  createdAt: toInstant(createdAt),
  updatedAt: toInstant(updatedAt),
  ...(archivedAt === null ? {} : { archivedAt: toInstant(archivedAt) }),
  archived: archivedAt !== null,
});

const metadataOf = ({ isClosed, probability }: PipelineStage): Record<string, string> => ({
  isClosed: String(isClosed),
  ...(probability === null
    ? { ticketState: isClosed ? 'CLOSED' : 'OPEN' }
    : {
        probability: Number.isInteger(probability) ? probability.toFixed(1) : String(probability),
      }),
});

/** A stage as HubSpot shows it. */
export const stageBody = (stage: PipelineStage): Record<string, unknown> => ({
  label: stage.label,
  displayOrder: stage.displayOrder,
  metadata: metadataOf(stage),
  id: stage.id,
  ...timesOf(stage),
  writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
});

/** A pipeline as HubSpot shows it. */
export const pipelineBody = (pipeline: Pipeline): Record<string, unknown> => ({
  label: pipeline.label,
  displayOrder: pipeline.displayOrder,
  id: pipeline.id,
  stages: inPlace(pipeline.stages).map(stageBody),
  ...timesOf(pipeline),
});

/** A change as the audit shows it. */
export const changeBody = (portalId: number, change: PipelineChange): Record<string, unknown> => ({
  portalId,
  identifier: change.identifier,
  action: change.action,
  timestamp: toInstant(change.at),
  ...(change.userId === null ? {} : { fromUserId: change.userId }),
  rawObject: 'stages' in change.after ? pipelineBody(change.after) : stageBody(change.after),
});
