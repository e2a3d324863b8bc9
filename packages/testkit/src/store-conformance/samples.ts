import { toCursor, toInstant, toRemoteId } from '@concord/core/contract';
import type { Instant, MatchKey, RemoteId } from '@concord/core/contract';
import { defaultSettings } from '@concord/core/platform';
import type { Connection, FieldMapping, MirrorRow, PlatformRecord } from '@concord/core/platform';
import type {
  ApiKey,
  Checkpoint,
  Lease,
  Link,
  NewWriteRequest,
  Outcome,
  PageEffects,
  PendingAuthorisation,
  Plan,
  Relation,
  Run,
  Store,
  WriteConclusion,
  WriteRequest,
} from '@concord/core/ports';

/** The instant some minutes after the beginning. */
export const minute = (count: number): Instant => toInstant(Date.UTC(2026, 0, 1, 0, count));

/** A CRM's record id. */
export const crmId = (text: string): RemoteId => toRemoteId(text);

/** An email as match key. */
export const email = (value: string): MatchKey => ({ kind: 'email', value });

/** An operator's key that was never used. */
export const anApiKey = (values: Partial<ApiKey> = {}): ApiKey => ({
  id: 'k1',
  name: 'a key',
  role: 'operator',
  hash: 'aa',
  createdAt: minute(1),
  lastUsedAt: null,
  revokedAt: null,
  ...values,
});

/** An authorisation that can be finished for some minutes. */
export const anAuthorisation = (
  values: Partial<PendingAuthorisation> = {},
): PendingAuthorisation => ({
  stateHash: 'bb',
  caller: 'k1',
  sealed: 'sealed',
  expiresAt: minute(9),
  ...values,
});

/** A connection to a Salesforce account of its own. */
export const aConnection = (values: Partial<Connection> = {}): Connection => ({
  id: 'c1',
  crm: 'salesforce',
  name: 'Acme',
  state: 'setup',
  reading: false,
  writing: false,
  settings: defaultSettings,
  accountId: `account of ${values.id ?? 'c1'}`,
  userId: 'user',
  schema: {},
  lastReadAt: null,
  lastReconciledAt: null,
  lastAssociatedAt: null,
  hold: null,
  quota: null,
  connectedAt: minute(0),
  createdAt: minute(0),
  ...values,
});

/** A mapping of a person's title. */
export const aMapping = (values: Partial<FieldMapping> = {}): FieldMapping => ({
  object: 'person',
  platformField: 'title',
  crmObject: 'Contact',
  crmField: 'Title',
  direction: 'readWrite',
  defaultValue: null,
  confirmed: false,
  ...values,
});

/** A live contact. */
export const aRow = (values: Partial<MirrorRow> = {}): MirrorRow => ({
  connectionId: 'c1',
  crmObject: 'Contact',
  id: crmId('003A'),
  fields: { Email: 'ada@acme.example', Title: null },
  modifiedAt: minute(1),
  revision: 'r1',
  removed: false,
  mergedInto: null,
  keys: [email('ada@acme.example')],
  ...values,
});

/** A person known by one email address. */
export const aPerson = (values: Partial<PlatformRecord> = {}): PlatformRecord => {
  const key = values.key ?? 'ada@acme.example';
  return {
    id: 'p1',
    object: 'person',
    key,
    keys: [key],
    fields: { email: key },
    sources: {},
    companyId: null,
    personId: null,
    version: 1,
    updatedAt: minute(1),
    ...values,
  };
};

/** A company known by its domain. */
export const aCompany = (values: Partial<PlatformRecord> = {}): PlatformRecord =>
  aPerson({ id: 'o1', object: 'company', key: 'acme.example', ...values });

/** An open opportunity, known by its place in the CRM. */
export const anOpportunity = (values: Partial<PlatformRecord> = {}): PlatformRecord => {
  const key = `c1/Opportunity/006 of ${values.id ?? 'd1'}`;
  const fields = { name: 'Renewal', isClosed: false };
  return aPerson({ id: 'd1', object: 'opportunity', key, fields, ...values });
};

/** A phone call that `p1` is to be given. */
export const aTask = (values: Partial<PlatformRecord> = {}): PlatformRecord => {
  const fields = { type: 'PHONE_CALL', status: 'READY' };
  const key = `key of ${values.id ?? 't1'}`;
  return aPerson({ id: 't1', object: 'task', key, fields, personId: 'p1', ...values });
};

/** An email to `p1`, known by its message id too. */
export const anEmail = (values: Partial<PlatformRecord> = {}): PlatformRecord => {
  const keys = ['key of e1', '<e1@acme.example>'];
  return aPerson({
    id: 'e1',
    object: 'emailMessage',
    key: 'key of e1',
    keys,
    personId: 'p1',
    ...values,
  });
};

/** What opportunity `006A` says of its account. */
export const aRelation = (values: Partial<Relation> = {}): Relation => {
  const opportunity = { object: 'Opportunity', id: crmId('006A') };
  const to = { object: 'Account', id: crmId('001A') };
  return { connectionId: 'c1', source: opportunity, from: opportunity, to, ...values };
};

/** The link of `p1` and `003A`. */
export const aLink = (values: Partial<Link> = {}): Link => ({
  connectionId: 'c1',
  crmObject: 'Contact',
  recordId: 'p1',
  crmId: crmId('003A'),
  createdByUs: false,
  ...values,
});

/** A contact that was not read, for want of an email. */
export const aSkip = (values: Partial<Outcome> = {}): Outcome => ({
  id: 'c1:Contact:003A',
  connectionId: 'c1',
  runId: 'run1',
  direction: 'read',
  object: 'person',
  crmObject: 'Contact',
  recordId: null,
  crmId: crmId('003A'),
  status: 'skipped',
  reason: 'no-email',
  failure: null,
  verdicts: [],
  written: {},
  before: {},
  losers: [],
  attempt: 0,
  at: minute(1),
  retryAt: null,
  ...values,
});

/** The outcome of request `w1`, refused by a validation rule. */
export const aFailure = (values: Partial<Outcome> = {}): Outcome => ({
  ...aSkip(),
  id: 'w1',
  direction: 'write',
  recordId: 'p1',
  status: 'failed',
  reason: null,
  failure: {
    class: 'validation-rule',
    code: 'invalid',
    message: 'Title is required',
    remedy: 'Change the rule or the mapping.',
    field: 'Title',
  },
  ...values,
});

/** A run that waits for its turn. */
export const aRun = (values: Partial<Run> = {}): Run => ({
  id: 'run1',
  connectionId: 'c1',
  kind: 'read',
  state: 'queued',
  objects: null,
  fields: null,
  queuedAt: minute(0),
  startedAt: null,
  endedAt: null,
  counts: {},
  position: null,
  apiCalls: 0,
  failure: null,
  ...values,
});

/** An asking for `p1` to be written. */
export const anAsking = (values: Partial<NewWriteRequest> = {}): NewWriteRequest => ({
  id: 'w1',
  connectionId: 'c1',
  object: 'person',
  recordId: 'p1',
  defaults: {},
  trigger: { play: null, sequence: null },
  dueAt: minute(1),
  createdAt: minute(1),
  ...values,
});

/** A plan to update `003A` for request `w1`. */
export const aPlan = (values: Partial<Plan> = {}): Plan => ({
  id: 'plan1',
  requestId: 'w1',
  connectionId: 'c1',
  object: 'person',
  crmObject: 'Contact',
  recordId: 'p1',
  operation: 'update',
  crmId: crmId('003A'),
  uniqueKey: null,
  fields: { Title: 'Director' },
  links: [],
  before: { Title: null },
  revision: 'r1',
  verdicts: [],
  losers: [],
  epoch: 1,
  phase: 'planned',
  plannedAt: minute(2),
  sentAt: null,
  attempt: 0,
  seq: 1,
  ...values,
});

/** The end of request `w1`, served by `plan1`. */
export const aConclusion = (values: Partial<WriteConclusion> = {}): WriteConclusion => ({
  plan: { id: 'plan1', phase: 'done' },
  request: {
    id: 'w1',
    seq: 1,
    state: 'done',
    waitingFor: null,
    dueAt: minute(1),
    attempt: 0,
  },
  outcome: aSkip({ id: 'w1', direction: 'write', status: 'updated', reason: null, recordId: 'p1' }),
  link: aLink(),
  touched: null,
  ...values,
});

/** The lease of connection `c1`, taken from `now` for ten minutes. */
export const takeLease = async (store: Store, now = minute(0)): Promise<Lease> => {
  const request = { resource: 'connection:c1', mode: 'write', holder: 'h', now } as const;
  const lease = await store.acquireLease({ ...request, ttlMs: 600_000 });
  if (lease === null) throw new Error('the lease is held');
  return lease;
};

/** How far contacts were read at first. */
export const aCheckpoint = (values: Partial<Checkpoint> = {}): Checkpoint => ({
  connectionId: 'c1',
  crmObject: 'Contact',
  cursor: toCursor('{"v":1}'),
  savedAt: minute(1),
  caughtUpAt: null,
  ...values,
});

/** The effects of a page of contacts that changes only what is given. */
export const aPage = (
  lease: Lease,
  values: Partial<Omit<PageEffects, 'lease'>> = {},
): PageEffects => ({
  lease,
  connectionId: 'c1',
  crmObject: 'Contact',
  rows: [],
  platform: [],
  links: [],
  merges: [],
  relations: [],
  relationsOf: [],
  forgotten: [],
  skipped: [],
  cleared: [],
  checkpoint: aCheckpoint(),
  run: { id: 'run1', counts: {} },
  ...values,
});

/** Applies a page under a lease that is given back. */
export const applyPage = async (
  store: Store,
  values: Partial<Omit<PageEffects, 'lease'>>,
): Promise<'applied' | 'conflict'> => {
  const lease = await takeLease(store);
  const answer = await store.applyPage(aPage(lease, values));
  await store.releaseLease(lease);
  return answer;
};

/** What is stored around some contacts. */
export const around = (store: Store, ids: readonly string[], keys: readonly MatchKey[] = []) =>
  store.loadReadContext({
    connectionId: 'c1',
    object: 'person',
    crmObject: 'Contact',
    ids: ids.map(crmId),
    keys,
    domains: [],
    companies: null,
  });

/** The request of an id, which must exist. */
export const requestOf = async (store: Store, id = 'w1'): Promise<WriteRequest> => {
  const [request] = await store.getRequests([id]);
  if (request === undefined) throw new Error(`there is no request ${id}`);
  return request;
};

/** Requests due some minutes after the beginning, by id. */
export const dueIds = async (store: Store, at: number): Promise<string[]> => {
  const query = { connectionId: 'c1', objects: ['person'], now: minute(at), limit: 100 } as const;
  return (await store.dueRequests(query)).map((request) => request.id);
};
