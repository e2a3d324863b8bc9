import { noCounts } from '@concord/core/ports';
import { samples } from '@concord/testkit/store';
import fc from 'fast-check';
import { connectionId, contactId, crmObject, domain, few, text, time, value } from './values.ts';

const counts = fc.dictionary(
  crmObject,
  fc.nat({ max: 9 }).map((read) => ({
    ...noCounts,
    read,
  })),
  { maxKeys: 2 },
);

const runId = few('run1', 'run2', 'run3');
export const progress = fc.record({ id: runId, counts });
export const runKind = few('read', 'write', 'reprocess');

export const run = fc
  .record({
    id: runId,
    connectionId,
    kind: runKind,
    state: few('queued', 'running', 'done', 'failed'),
    queuedAt: time,
    counts,
    position: fc.option(fc.record({ crmObject, after: fc.option(contactId) })),
  })
  .map(samples.aRun);

export const connection = fc
  .record({ id: connectionId, accountId: few('one', 'two', 'nul \0'), createdAt: time, name: text })
  .map(samples.aConnection);

export const patch = fc.record(
  {
    name: text,
    state: few('active', 'paused'),
    reading: fc.boolean(),
    schema: fc.constant({
      Contact: { allows: { read: true, create: true, update: true, remove: true }, fields: [] },
    }),
    lastReadAt: fc.option(time),
    connectedAt: time,
    hold: fc.option(fc.record({ reason: text, until: time })),
  },
  { requiredKeys: [] },
);

export const mapping = fc
  .record({ object: few('person', 'company'), crmObject, crmField: text, defaultValue: value })
  .map((values) => samples.aMapping(JSON.parse(JSON.stringify(values)) as object));

export const redirect = fc.record({ domain, target: domain, checkedAt: time });

export const apiKey = fc.record({
  id: few('k1', 'k2'),
  name: text,
  role: few('viewer', 'operator', 'admin'),
  hash: few('h1', 'h2'),
  createdAt: time,
  lastUsedAt: fc.option(time),
  revokedAt: fc.option(time),
});
