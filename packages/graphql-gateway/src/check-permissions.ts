import { isSyncError, type Permission } from '@concord/core/contract';
import type { Engine } from '@concord/core/engine';
import { type Failure, toFailure } from '@concord/core/policy';

/** What our user may do in a CRM, as far as it could be asked. */
export interface PermissionCheck {
  readonly list: readonly Permission[];
  /** Why the CRM could not be asked; `null` when it was. */
  readonly failure: Failure | null;
}

/** Asks the CRM; one that cannot be reached is part of the answer. */
export const checkConnectionPermissions = async (
  connectionId: string,
  engine: Engine,
): Promise<PermissionCheck> => {
  try {
    const answer = await engine.checkPermissions(connectionId);
    return { list: answer.ok ? answer.value : [], failure: null };
  } catch (thrown) {
    if (isSyncError(thrown)) return { list: [], failure: toFailure(thrown) };
    throw thrown;
  }
};
