import type { Change } from '@concord/testkit/simulator';

/**
 * Whether a CRM emptied a field by itself, as what it named was removed: a call that is logged on a
 * person in the moment of the removal stays, and names nobody.
 */
export const createLetGo = (history: readonly Change[]): ((change: Change) => boolean) => {
  const removals = new Set(
    history.flatMap(({ kind, id, time }) => (kind === 'deleted' ? [`${id} ${time}`] : [])),
  );
  return ({ kind, before, after, time }) =>
    kind === 'updated' && after === null && removals.has(`${String(before)} ${time}`);
};
