import { pipelineProperties } from '../schema/pipelines.ts';
import type { Portal } from './portal.ts';

const ownerIds = ({ owners }: Portal): string[] =>
  owners.filter(({ archived }) => !archived).map(({ id }) => id);

/** The ids that a property may name, and those that a refusal lists; null for a property that names nothing. */
const idsOf = (
  portal: Portal,
  [object, name]: readonly [string, string],
): { ids: readonly string[]; listed: readonly string[] } | null => {
  if (name === 'hubspot_owner_id') return { ids: ownerIds(portal), listed: [] };
  const place = pipelineProperties.get(object);
  if (name !== place?.pipeline && name !== place?.stage) return null;
  const pipelines = portal.pipelines.of(object);
  const meant = name === place.stage ? pipelines.flatMap(({ stages }) => stages) : pipelines;
  const ids = meant.map(({ id }) => id);
  return { ids, listed: ids };
};

/** Why a value that names an owner, a pipeline or a stage cannot stand; null if it can. */
export const checkReference = (
  portal: Portal,
  property: readonly [object: string, name: string],
  value: string,
): { error: string; message: string } | null => {
  const known = idsOf(portal, property);
  if (known === null || known.ids.includes(value)) return null;
  return {
    error: 'INVALID_OPTION',
    message: `${value} was not one of the allowed options: [${known.listed.join(', ')}]`,
  };
};
