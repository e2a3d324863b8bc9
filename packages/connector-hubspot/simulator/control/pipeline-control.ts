import { z } from 'zod';
import type { Pipeline } from '../schema/pipelines.ts';
import type { Control } from './control-api.ts';

const stage = z.strictObject({
  id: z.string(),
  label: z.string(),
  isClosed: z.boolean().default(false),
  probability: z.number().min(0).max(1),
});

const shape = z.array(
  z.strictObject({
    id: z.string(),
    label: z.string(),
    archived: z.boolean().default(false),
    stages: z.array(stage).min(1),
  }),
);

const toPipelines = (body: unknown, now: number): Pipeline[] => {
  const times = { createdAt: now, updatedAt: now, archivedAt: null };
  return shape.parse(body).map(({ archived, stages, ...pipeline }, displayOrder) => ({
    ...times,
    ...pipeline,
    archivedAt: archived ? now : null,
    displayOrder,
    stages: stages.map((each, at) => ({ ...times, ...each, displayOrder: at })),
  }));
};

/** `pipelines`: those of deals, in order; given ones replace all. */
export const pipelineControl: Control = ({ world }, { method, body }) => {
  const { portal } = world().state;
  if (method === 'POST') portal.pipelines.replaceAll('deals', toPipelines(body, portal.now()));
  return portal.pipelines.all('deals');
};
