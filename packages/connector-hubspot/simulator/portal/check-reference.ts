import type { Portal } from './portal.ts';

/** Why a value that names an owner, a pipeline or a stage cannot stand; null if it can. */
export const checkReference = (
  portal: Portal,
  name: string,
  value: string,
): { error: string; message: string } | null => {
  const wrong = (allowed: readonly string[]) => ({
    error: 'INVALID_OPTION',
    message: `${value} was not one of the allowed options: [${allowed.join(', ')}]`,
  });
  if (name === 'hubspot_owner_id') {
    const isKnown = portal.owners.some(({ id, archived }) => id === value && !archived);
    return isKnown ? null : wrong([]);
  }
  const pipelines = portal.pipelines.filter(({ archived }) => !archived);
  if (name === 'pipeline') {
    const ids = pipelines.map(({ id }) => id);
    return ids.includes(value) ? null : wrong(ids);
  }
  if (name !== 'dealstage') return null;
  const ids = pipelines.flatMap(({ stages }) => stages.map(({ id }) => id));
  return ids.includes(value) ? null : wrong(ids);
};
