import type { WriteRequest } from '../ports/index.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';
import { refreshCandidates } from './find-candidates.ts';
import { loadTargets } from './load-targets.ts';
import type { WriteTarget } from './write-target.ts';

/** A mirror that nothing keeps fresh proves nothing. */
const withoutMirror = (target: WriteTarget): WriteTarget => ({ ...target, candidates: [] });

/** What is known of targets' matches, doubtful ones read again: step 4 and half of step 5. */
export async function knownTargets(
  work: PlanningWork,
  object: ObjectWork,
  loaded: readonly WriteTarget[],
): Promise<WriteTarget[]> {
  const known = work.trustsMirror ? loaded : loaded.map(withoutMirror);
  return refreshCandidates(work, object, known);
}

/** Companies or people with what is known of their matches in one object. */
export const findTargets = async (
  work: PlanningWork,
  object: ObjectWork,
  requests: readonly WriteRequest[],
): Promise<WriteTarget[]> =>
  requests.length === 0
    ? []
    : knownTargets(work, object, await loadTargets(work, object, requests));
