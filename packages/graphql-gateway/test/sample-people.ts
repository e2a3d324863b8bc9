import { toCursor, toInstant, toRemoteId } from '@concord/core/contract';
import type { PlatformRecord } from '@concord/core/platform';
import type { Outcome, Store } from '@concord/core/ports';

const at = toInstant('2026-01-01T00:00:00.000Z');

const number = (index: number) => String(index).padStart(4, '0');

const company = (index: number): PlatformRecord => ({
  id: `company-${number(index)}`,
  object: 'company',
  key: `company${index}.com`,
  keys: [`company${index}.com`],
  fields: { name: `Company ${index}` },
  sources: {},
  companyId: null,
  personId: null,
  version: 1,
  updatedAt: at,
});

const person = (index: number, companies: number): PlatformRecord => ({
  ...company(index),
  id: `person-${number(index)}`,
  object: 'person',
  key: `person${index}@company${index % companies}.com`,
  keys: [`person${index}@company${index % companies}.com`],
  fields: { firstName: `Person ${index}` },
  companyId: `company-${number(index % companies)}`,
});

const skipped = (record: PlatformRecord): Outcome => ({
  id: `outcome-${record.id}`,
  connectionId: 'c1',
  runId: null,
  direction: 'read',
  object: 'person',
  crmObject: 'Person',
  recordId: record.id,
  crmId: toRemoteId(`crm-${record.id}`),
  status: 'skipped',
  reason: 'no-email',
  failure: null,
  verdicts: [],
  written: {},
  before: {},
  losers: [],
  attempt: 0,
  at,
  retryAt: null,
});

/** People of ten companies, each with a link and an outcome, as a read would have left them. */
export const storePeople = async (store: Store, count: number): Promise<void> => {
  const companies = Array.from({ length: 10 }, (_, index) => company(index));
  const people = Array.from({ length: count }, (_, index) => person(index, companies.length));
  const resource = 'connection:c1';
  const lease = await store.acquireLease({
    resource,
    mode: 'read',
    holder: 'sample',
    now: at,
    ttlMs: 60_000,
  });
  if (lease === null) throw new Error('the lease is taken');
  await store.applyPage({
    lease,
    connectionId: 'c1',
    crmObject: 'Person',
    rows: [],
    relations: [],
    relationsOf: [],
    forgotten: [],
    platform: [...companies, ...people],
    links: people.map((record) => ({
      connectionId: 'c1',
      crmObject: 'Person',
      recordId: record.id,
      crmId: toRemoteId(`crm-${record.id}`),
      createdByUs: false,
    })),
    merges: [],
    skipped: people.map(skipped),
    cleared: [],
    checkpoint: {
      connectionId: 'c1',
      crmObject: 'Person',
      cursor: toCursor('{}'),
      savedAt: at,
      caughtUpAt: at,
    },
    run: { id: 'run', counts: {} },
  });
  await store.releaseLease(lease);
};
