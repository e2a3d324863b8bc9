import { toInstant, toRemoteId } from '@concord/core/contract';
import type { HistoryEntry } from '@concord/testkit/conformance';
import type { Change } from '@concord/testkit/simulator';
import type { SeedReport } from '../../simulator/index.ts';

const kinds = {
  created: 'created',
  updated: 'updated',
  converted: 'updated',
  deleted: 'removed',
  purged: 'removed',
  undeleted: 'restored',
  merged: 'merged',
} as const;

/** The simulator's record of a change, in the words of the audits. */
export const toHistoryEntry = (change: Change, { users }: SeedReport): HistoryEntry => {
  const known = { [users.integration]: 'us', [users.person]: 'person', hubspot: 'crm' } as const;
  return {
    at: toInstant(change.time),
    by: known[change.user] ?? 'other-integration',
    object: change.object,
    id: toRemoteId(change.id),
    kind: kinds[change.kind],
    field: change.field,
    before: change.before,
    after: change.after,
  };
};
