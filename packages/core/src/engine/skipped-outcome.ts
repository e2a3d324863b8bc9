import type { RemoteId } from '../contract/index.ts';
import type { PlatformObject } from '../platform/index.ts';
import type { SkipReason } from '../policy/index.ts';
import type { Outcome } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';

/** The outcome id of a record that was not read. */
export const skipId = (work: ConnectionWork, object: ObjectWork, crmId: RemoteId): string =>
  `${work.connection.id}:${object.name}:${crmId}`;

/** Lists a CRM record as not read into the platform (R-PERSON-6). */
export function skippedOutcome(
  work: ConnectionWork,
  object: ObjectWork,
  skip: {
    readonly platformObject: PlatformObject;
    readonly crmId: RemoteId;
    readonly reason: SkipReason;
  },
): Outcome {
  return {
    id: skipId(work, object, skip.crmId),
    connectionId: work.connection.id,
    runId: work.run.id,
    direction: 'read',
    object: skip.platformObject,
    crmObject: object.name,
    recordId: null,
    crmId: skip.crmId,
    status: 'skipped',
    reason: skip.reason,
    failure: null,
    verdicts: [],
    written: {},
    before: {},
    losers: [],
    attempt: 1,
    at: work.parts.clock.now(),
    retryAt: null,
  };
}
