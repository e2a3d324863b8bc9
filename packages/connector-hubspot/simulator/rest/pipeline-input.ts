import { z } from 'zod';
import { refuse } from '../portal/refusal.ts';
import type { PipelineStage } from '../schema/pipelines.ts';
import type { ApiCall } from './api-types.ts';
import { typeOf } from './object-call.ts';

const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const metadata = z.object({
  probability: word.optional(),
  ticketState: word.optional(),
  isClosed: word.optional(),
});

/** A stage as a body states it. */
export const stageShape = z.object({
  stageId: z.string().min(1).optional(),
  label: z.string().min(1),
  displayOrder: z.int(),
  metadata,
});

/** A pipeline as a body states it. */
export const pipelineShape = z.object({
  pipelineId: z.string().min(1).optional(),
  label: z.string().min(1),
  displayOrder: z.int(),
  stages: z.array(stageShape),
});

/** A change of a pipeline. */
export const pipelineChangeShape = z.object({
  label: z.string().min(1).optional(),
  displayOrder: z.int().optional(),
  archived: z.boolean().optional(),
});

/** A change of a stage. */
export const stageChangeShape = pipelineChangeShape.extend({ metadata: metadata.optional() });

export type StageInput = z.output<typeof stageShape>;
type Metadata = z.output<typeof metadata>;

const probabilityOf = ({ probability }: Metadata): number => {
  const value = Number(probability ?? 'none');
  return value >= 0 && value <= 1
    ? value
    : refuse('The metadata of a stage of deals needs a probability between 0.0 and 1.0');
};

// HubSpot: a deal's stage needs a probability, a ticket's may be open or closed. developers.hubspot.com, read 2026-11-22
const fateOf = (
  call: ApiCall,
  stated: Metadata,
): Pick<PipelineStage, 'isClosed' | 'probability'> => {
  if (typeOf(call).name === 'tickets')
    return { isClosed: stated.ticketState === 'CLOSED', probability: null };
  const probability = probabilityOf(stated);
  const isEnd = probability === 0 || probability === 1;
  return {
    isClosed: stated.isClosed === undefined ? isEnd : stated.isClosed === 'true',
    probability,
  };
};

/** When something was archived, after a change that may archive it or bring it back. */
export const archivedAtOf = (
  { archivedAt }: { readonly archivedAt: number | null },
  isArchived: boolean | undefined,
  now: number,
): number | null => {
  if (isArchived === undefined) return archivedAt;
  return isArchived ? (archivedAt ?? now) : null;
};

/** A new stage. */
export const newStage = (call: ApiCall, input: StageInput): PipelineStage => {
  const now = call.portal.now();
  return {
    id: input.stageId ?? call.portal.pipelines.newId(),
    label: input.label,
    displayOrder: input.displayOrder,
    ...fateOf(call, input.metadata),
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
};

/** A stage after a change. */
export const changedStage = (
  call: ApiCall,
  stage: PipelineStage,
  change: z.output<typeof stageChangeShape>,
): PipelineStage => {
  const now = call.portal.now();
  return {
    ...stage,
    label: change.label ?? stage.label,
    displayOrder: change.displayOrder ?? stage.displayOrder,
    ...(change.metadata ? fateOf(call, change.metadata) : {}),
    updatedAt: now,
    archivedAt: archivedAtOf(stage, change.archived, now),
  };
};
