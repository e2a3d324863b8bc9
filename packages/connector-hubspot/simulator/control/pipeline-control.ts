import { z } from 'zod';
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

/** `pipelines`: those of deals, in order; given ones replace all. */
export const pipelineControl: Control = ({ world }, { method, body }) => {
  const { portal } = world().state;
  if (method === 'POST')
    portal.pipelines = shape.parse(body).map((pipeline, displayOrder) => ({
      ...pipeline,
      displayOrder,
      stages: pipeline.stages.map((each, at) => ({ ...each, displayOrder: at })),
    }));
  return portal.pipelines;
};
