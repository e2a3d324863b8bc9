import type { Instant, RemoteId } from '@concord/core/contract';
import { toCursor, toInstant, toRemoteId } from '@concord/core/contract';
import type { PlatformRecord } from '@concord/core/platform';
import { noCounts } from '@concord/core/ports';
import type { Lease, Link, MirrorRow, PageEffects, Store } from '@concord/core/ports';
import { createThrowawayServer } from '@concord/testkit';
import { openPostgresStore } from '../src/index.ts';
import type { DatabaseLocation } from '../src/index.ts';

const connectionId = '019ac5f0-0000-7000-8000-000000000001';
const crmObject = 'Contact';
const pageMax = 2_000;
const now = toInstant('2026-03-24T10:00:00.000Z');

const uuid = (index: number): string =>
  `019ac5f1-${index
    .toString(16)
    .padStart(8, '0')
    .replace(/(.{4})$/, '-7$1')
    .slice(4, 9)}-8000-` + index.toString(16).padStart(12, '0');

/** Ids as a CRM gives them, in an order that has nothing to do with when records changed. */
const crmIdOf = (index: number): RemoteId =>
  toRemoteId(`003${((index * 2_654_435_761) % 2 ** 32).toString(36).padStart(15, '0')}`);

const fieldsOf = (index: number): MirrorRow['fields'] => ({
  Email: `person.${index}@company${index % 20_000}.example`,
  FirstName: 'Margarethe',
  LastName: `Lindqvist ${index}`,
  Title: 'Senior Director of Operations',
  Phone: `+1 555 ${index}`,
  MobilePhone: null,
  MailingStreet: `${index} Long Market Street`,
  MailingCity: 'Springfield',
  MailingState: 'Oregon',
  MailingPostalCode: '97477',
  MailingCountryCode: 'US',
  LeadSource: 'Web',
  HasOptedOutOfEmail: false,
  AccountId: `001${(index % 20_000).toString(36).padStart(15, '0')}`,
  LastActivityDate: '2026-03-01',
});

const rowOf = (index: number, modifiedAt: Instant): MirrorRow => ({
  connectionId,
  crmObject,
  id: crmIdOf(index),
  fields: fieldsOf(index),
  modifiedAt,
  revision: modifiedAt,
  removed: false,
  mergedInto: null,
  keys: [{ kind: 'email', value: `person.${index}@company${index % 20_000}.example` }],
});

const recordOf = (index: number, version: number): PlatformRecord => {
  const key = `person.${index}@company${index % 20_000}.example`;
  const source = { connectionId, crmObject, crmId: crmIdOf(index) };
  return {
    id: uuid(index),
    object: 'person',
    key,
    keys: [key],
    fields: {
      email: key,
      firstName: 'Margarethe',
      lastName: `Lindqvist ${index}`,
      title: 'Director',
    },
    sources: { firstName: source, lastName: source, title: source },
    companyId: null,
    personId: null,
    version,
    updatedAt: now,
  };
};

const linkOf = (index: number): Link => ({
  connectionId,
  crmObject,
  recordId: uuid(index),
  crmId: crmIdOf(index),
  createdByUs: false,
});

interface Pass {
  readonly name: string;
  readonly modifiedAt: Instant;
  readonly version: number;
  readonly link: boolean;
}

const pageOf = (lease: Lease, indexes: readonly number[], pass: Pass): PageEffects => ({
  lease,
  rows: indexes.map((index) => rowOf(index, pass.modifiedAt)),
  platform: pass.version === 0 ? [] : indexes.map((index) => recordOf(index, pass.version)),
  links: pass.link ? indexes.map(linkOf) : [],
  connectionId,
  crmObject,
  merges: [],
  relations: [],
  relationsOf: [],
  forgotten: [],
  skipped: [],
  cleared: [],
  checkpoint: {
    connectionId,
    crmObject,
    cursor: toCursor('{"v":1}'),
    savedAt: now,
    caughtUpAt: null,
  },
  run: { id: 'run', counts: { [crmObject]: { ...noCounts, read: indexes.length } } },
});

const memoryMb = (): number => Math.round(process.memoryUsage().rss / 2 ** 20);

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const runPass = async (store: Store, count: number, pass: Pass): Promise<void> => {
  const lease = await store.acquireLease({
    resource: `connection:${connectionId}`,
    mode: 'read',
    holder: pass.name,
    now,
    ttlMs: 3_600_000,
  });
  if (lease === null) throw new Error('the lease is held');
  const spent = { made: 0, loaded: 0, applied: 0 };
  for (let from = 0; from < count; from += pageMax) {
    const indexes = Array.from({ length: Math.min(pageMax, count - from) }, (_, at) => from + at);
    const begin = performance.now();
    const effects = pageOf(lease, indexes, pass);
    const made = performance.now();
    await store.loadReadContext({
      connectionId,
      object: 'person',
      crmObject,
      ids: effects.rows.map((row) => row.id),
      keys: effects.rows.flatMap((row) => row.keys),
      domains: [],
      companies: {
        crmObject: 'Account',
        ids: [...new Set(effects.rows.map((row) => toRemoteId(String(row.fields['AccountId']))))],
      },
    });
    const loaded = performance.now();
    const answer = await store.applyPage(effects);
    if (answer !== 'applied') throw new Error('the page met a conflict');
    spent.made += made - begin;
    spent.loaded += loaded - made;
    spent.applied += performance.now() - loaded;
  }
  await store.releaseLease(lease);
  const total = spent.loaded + spent.applied;
  print(
    `  ${pass.name.padEnd(18)} ${Math.round((count / total) * 1_000)} records/s` +
      ` (context ${Math.round(spent.loaded)} ms, apply ${Math.round(spent.applied)} ms,` +
      ` rss ${memoryMb()} MB)`,
  );
};

const passes: readonly Pass[] = [
  { name: 'fresh', modifiedAt: now, version: 1, link: true },
  { name: 'read again', modifiedAt: now, version: 0, link: false },
  {
    name: 'all changed',
    modifiedAt: toInstant('2026-03-25T10:00:00.000Z'),
    version: 2,
    link: false,
  },
];

const timeOf = async (what: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now();
  await what();
  return Math.round((performance.now() - begin) * 10) / 10;
};

const measure = async (location: DatabaseLocation, count: number): Promise<void> => {
  const opening = performance.now();
  const { store, kind, close } = await openPostgresStore(location);
  print(`${kind}: ${count} contacts, opened in ${Math.round(performance.now() - opening)} ms`);
  for (const pass of passes) await runPass(store, count, pass);
  print(`  countObjects       ${await timeOf(() => store.countObjects([connectionId]))} ms`);
  const query = { first: 50, after: null, object: 'person' } as const;
  print(`  listRecords        ${await timeOf(() => store.listRecords(query))} ms`);
  const search = { ...query, search: `person.${count - 1}@` };
  print(`  listRecords search ${await timeOf(() => store.listRecords(search))} ms`);
  const keys = Array.from({ length: 10_000 }, (_, at) => rowOf(at, now).keys).flat();
  const context = { connectionId, recordIds: [], keys };
  print(`  match 10,000 keys  ${await timeOf(() => store.loadWriteContext(context))} ms`);
  await close();
};

const [count = '100000', where = 'both'] = process.argv.slice(2);
const server = where === 'embedded' ? null : await createThrowawayServer({ fsync: true });
if (server !== null) await measure({ url: server.url }, Number(count));
await server?.stop();
if (where !== 'server') await measure({ memory: true }, Number(count));
