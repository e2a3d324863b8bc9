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

/** A task, an email or an opportunity for each person. */
const aside = (object: 'task' | 'emailMessage' | 'opportunity', index: number): PlatformRecord => ({
  ...company(index),
  id: `${object}-${number(index)}`,
  object,
  key: `${object}-${index}`,
  keys: [`${object}-${index}`],
  fields: { [object === 'opportunity' ? 'name' : 'subject']: `${labels[object]} ${index}` },
  personId: object === 'opportunity' ? null : `person-${number(index)}`,
});

const labels = { task: 'Task', emailMessage: 'Email', opportunity: 'Deal' };

const refOf = (record: PlatformRecord) => ({
  object: record.object === 'opportunity' ? 'Deal' : 'Person',
  id: toRemoteId(`crm-${record.id}`),
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

/** People of ten companies, each with a link, an outcome, a task, an email and an opportunity. */
export const storePeople = async (store: Store, count: number): Promise<void> => {
  const companies = Array.from({ length: 10 }, (_, index) => company(index));
  const people = Array.from({ length: count }, (_, index) => person(index, companies.length));
  const all = (object: Parameters<typeof aside>[0]) =>
    people.map((_, index) => aside(object, index));
  const opportunities = all('opportunity');
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
    relations: opportunities.map((opportunity, index) => ({
      connectionId: 'c1',
      source: refOf(opportunity),
      from: refOf(opportunity),
      to: refOf(people[index] ?? opportunity),
    })),
    relationsOf: [],
    forgotten: [],
    platform: [...companies, ...people, ...all('task'), ...all('emailMessage'), ...opportunities],
    links: [...people, ...opportunities].map((record) => ({
      connectionId: 'c1',
      crmObject: refOf(record).object,
      recordId: record.id,
      crmId: refOf(record).id,
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
