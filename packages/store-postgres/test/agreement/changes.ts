import fc from 'fast-check';
import { call, leased } from './call.ts';
import type { Call } from './call.ts';
import { apiKey, connection, mapping, patch, progress, redirect, run } from './holdings.ts';
import { outcomeFilter } from './look-ups.ts';
import { checkpoint, link, merge, record, ref, relation, row, skip, skipId } from './records.ts';
import { connectionId, crmObject, few, recordId, seldom, several, text, time } from './values.ts';
import { asking, conclusion, plan, planId, requestId } from './writes.ts';

/** Mostly the last lease, so that most changes pass the fence. */
const lease = few('last', 'last', 'last', 'last', 'stale');

const page = fc.record({
  connectionId: few('c1', 'c1', 'c2'),
  crmObject,
  rows: several(row),
  platform: fc.array(record, { maxLength: 2 }),
  links: several(link),
  merges: seldom(merge),
  relations: several(relation),
  relationsOf: seldom(ref),
  forgotten: seldom(recordId),
  skipped: several(skip),
  cleared: several(skipId),
  checkpoint: fc.option(checkpoint),
  run: progress,
});

const acquire = fc
  .record({
    resource: few('connection:c1'),
    mode: few('read', 'write'),
    holder: few('h'),
    now: time,
  })
  .map((request) => call('acquireLease', { ...request, ttlMs: 120_000 }));

const reading = fc.tuple(lease, page).map((given) => leased('applyPage', ...given));

const asks = fc
  .tuple(fc.array(record, { maxLength: 2 }), several(asking))
  .map((given) => call('saveAndRequest', ...given));

const planning = fc.oneof(
  fc.tuple(lease, several(plan)).map((given) => leased('savePlans', ...given)),
  fc.tuple(lease, several(planId), time).map((given) => leased('markSent', ...given)),
  fc.tuple(lease, several(conclusion), progress).map((given) => leased('conclude', ...given)),
  fc.tuple(lease, several(conclusion), progress).map((given) => leased('conclude', ...given)),
);

const waking = fc.oneof(
  fc
    .tuple(connectionId, several(recordId), time)
    .map(([id, recordIds, now]) => call('release', id, { recordIds, now })),
  fc.tuple(connectionId, time).map((given) => call('releaseLinked', ...given)),
  fc.tuple(several(requestId), time).map(([ids, now]) => call('retryRequests', { ids }, now)),
  fc.tuple(outcomeFilter, time).map(([filter, now]) => call('retryRequests', { filter }, now)),
);

const holding = fc.oneof(
  connection.map((one) => call('createConnection', one)),
  fc.tuple(connectionId, patch).map((given) => call('changeConnection', ...given)),
  fc.tuple(connectionId, patch, time).map((given) => call('changeConnection', ...given)),
  fc.tuple(connectionId, few('person', 'company'), several(mapping)).map(([id, object, mappings]) =>
    call(
      'saveMappings',
      id,
      object,
      mappings.map((one) => ({ ...one, object })),
    ),
  ),
  fc.tuple(connectionId, fc.option(text)).map((given) => call('saveCredentials', ...given)),
  run.map((one) => call('saveRun', one)),
  several(redirect).map((given) => call('saveRedirects', given)),
  apiKey.map((one) => call('saveApiKey', one)),
  apiKey.map((one) => call('saveFirstApiKey', one)),
  apiKey.map(({ id, lastUsedAt, revokedAt }) =>
    call('changeApiKey', id, { lastUsedAt, revokedAt }),
  ),
  fc.tuple(lease, time).map((given) => leased('renewLease', ...given)),
  lease.map((which) => leased('releaseLease', which)),
);

/** A change of each kind, of some of what there may be. */
export const changes: fc.Arbitrary<Call> = fc.oneof(
  { weight: 3, arbitrary: acquire },
  { weight: 5, arbitrary: reading },
  { weight: 4, arbitrary: asks },
  { weight: 6, arbitrary: planning },
  { weight: 2, arbitrary: waking },
  { weight: 3, arbitrary: holding },
);
