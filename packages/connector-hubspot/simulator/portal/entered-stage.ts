import { pipelineProperties, type PipelineStage } from '../schema/pipelines.ts';
import { refuseValues } from './bad-value.ts';
import type { Deriving } from './derive-values.ts';

/** The stage that a write puts a record in; null where it says nothing of it. Refuses one that its pipeline does not have. */
export const enteredStage = (
  { portal, object, isNew, changed, get }: Deriving,
  fallback: string,
): PipelineStage | null => {
  const names = pipelineProperties.get(object);
  const value = names ? get(names.stage) : null;
  if (!names || value === null) return null;
  if (!isNew && !changed.has(names.stage) && !changed.has(names.pipeline)) return null;
  const pipeline = get(names.pipeline) ?? fallback;
  const own = portal.pipelines.of(object).find(({ id }) => id === pipeline)?.stages ?? [];
  const stage = own.find(({ id }) => id === value);
  if (stage) return stage;
  const message = `${value} was not one of the allowed options: [${own.map(({ id }) => id).join(', ')}]`;
  return refuseValues(portal.id, [{ name: names.stage, error: 'INVALID_OPTION', message, value }]);
};
