import {
  type FieldDescription,
  type Fields,
  type ObjectDescription,
  type RemoteObject,
  type RemoteRecord,
  toInstant,
  toRemoteId,
} from '../../src/contract/index.ts';
import {
  type Connection,
  defaultSettings,
  type FieldMapping,
  type PlatformRecord,
} from '../../src/platform/index.ts';
import type { Link, MirrorRow, ReadContext } from '../../src/ports/index.ts';
import { matchKeysOf, type PageFacts, type WriteFacts } from '../../src/policy/index.ts';

export const now = toInstant('2026-03-24T10:00:00.000Z');
export const earlier = toInstant('2026-03-20T08:00:00.000Z');

/** A readable and writable text field, unless told otherwise. */
export const field = (name: string, other: Partial<FieldDescription> = {}): FieldDescription => ({
  name,
  label: name,
  type: 'text',
  remoteType: 'string',
  custom: name.endsWith('__c'),
  creatable: true,
  updatable: true,
  required: false,
  unique: false,
  maxLength: null,
  choices: null,
  restricted: false,
  mapInstead: null,
  ...other,
});

export const description = (...fields: FieldDescription[]): ObjectDescription => ({
  allows: { read: true, create: true, update: true, remove: true },
  fields,
});

export const mapping = (
  platformField: string | null,
  crmField: string,
  other: Partial<FieldMapping> = {},
): FieldMapping => ({
  object: 'person',
  platformField,
  crmObject: 'Contact',
  crmField,
  direction: 'readWrite',
  defaultValue: null,
  confirmed: false,
  ...other,
});

export const person = (
  fields: PlatformRecord['fields'] = {},
  other: Partial<PlatformRecord> = {},
): PlatformRecord => ({
  id: 'person-1',
  object: 'person',
  key: 'jo@acme.com',
  keys: ['jo@acme.com'],
  fields: { email: 'jo@acme.com', ...fields },
  sources: {},
  companyId: null,
  personId: null,
  version: 1,
  updatedAt: earlier,
  ...other,
});

export const crmRecord = (fields: Fields, other: Partial<RemoteRecord> = {}): RemoteRecord => ({
  id: toRemoteId('003A'),
  fields,
  modifiedAt: earlier,
  revision: 'r1',
  removed: false,
  mergedInto: null,
  ...other,
});

/** Fields of a Contact that tests map, and their mappings. */
export const contactDescription = description(
  field('Email', { remoteType: 'email', maxLength: 80 }),
  field('FirstName', { maxLength: 40 }),
  field('LastName', { maxLength: 80, required: true }),
  field('Title', { maxLength: 128 }),
  field('MailingStreet'),
  field('MailingPostalCode', { maxLength: 20 }),
  field('MailingCountry', { maxLength: 80 }),
  field('DoNotCall', { type: 'boolean', remoteType: 'boolean' }),
  field('AccountId', { type: 'reference', remoteType: 'reference' }),
  field('Unify_Id__c', { unique: true, maxLength: 36 }),
  field('Unify_Created__c', { type: 'instant', remoteType: 'datetime' }),
  field('Unify_Updated__c', { type: 'instant', remoteType: 'datetime' }),
  field('Unify_First__c', { type: 'instant', remoteType: 'datetime' }),
  field('Unify_Play__c'),
);

export const contactMappings: readonly FieldMapping[] = [
  mapping('email', 'Email'),
  mapping('firstName', 'FirstName'),
  mapping('lastName', 'LastName'),
  mapping('title', 'Title'),
  mapping('street', 'MailingStreet'),
  mapping('postalCode', 'MailingPostalCode'),
  mapping('country', 'MailingCountry'),
  mapping('doNotCall', 'DoNotCall'),
  mapping('metadata', 'Unify_Id__c', { direction: 'write' }),
  mapping('createdAt', 'Unify_Created__c', { direction: 'write' }),
  mapping('updatedAt', 'Unify_Updated__c', { direction: 'write' }),
  mapping('firstWrittenAt', 'Unify_First__c', { direction: 'write' }),
  mapping('mostRecentPlay', 'Unify_Play__c', { direction: 'write' }),
];

const addressUnit = ['MailingStreet', 'MailingPostalCode', 'MailingCountry'];

/** A Contact whose every described field is empty, but for those named. */
export const contact = (fields: Fields = {}, other: Partial<RemoteRecord> = {}): RemoteRecord => {
  const blank = contactDescription.fields.map(({ name, type }): [string, false | null] => [
    name,
    type === 'boolean' ? false : null,
  ]);
  return crmRecord({ ...Object.fromEntries(blank), Email: 'jo@acme.com', ...fields }, other);
};

export const writeFacts = (other: Partial<WriteFacts> = {}): WriteFacts => ({
  record: person(),
  mappings: contactMappings,
  description: contactDescription,
  units: [addressUnit],
  uniqueKeyField: 'Unify_Id__c',
  company: null,
  defaults: {},
  current: null,
  uniqueKeyTaken: false,
  now,
  ...other,
});

/** A mirrored Contact with the match key of its email. */
export const row = (id: string, fields: Fields, other: Partial<MirrorRow> = {}): MirrorRow => ({
  ...crmRecord(fields),
  id: toRemoteId(id),
  connectionId: 'sf',
  crmObject: 'Contact',
  keys: other.removed === true ? [] : matchKeysOf(fields, { email: ['Email'] }),
  ...other,
});

export const link = (recordId: string, crmId: string, other: Partial<Link> = {}): Link => ({
  connectionId: 'sf',
  crmObject: 'Contact',
  recordId,
  crmId: toRemoteId(crmId),
  createdByUs: false,
  ...other,
});

const ranks = new Map([
  ['Contact', 0],
  ['Lead', 1],
]);

/** What a page's rows are read against: nothing, but for what is given. */
export const readContext = (other: Partial<ReadContext>): ReadContext => ({
  known: [],
  rivals: [],
  platform: [],
  companies: [],
  links: [],
  ...other,
});

export const pageFacts = (other: Partial<PageFacts> = {}): PageFacts => ({
  connectionId: 'sf',
  crmObject: 'Contact',
  object: 'person',
  rows: [],
  context: readContext({}),
  elsewhere: new Set(),
  mappings: contactMappings,
  description: contactDescription,
  company: { field: 'AccountId', object: 'Account' },
  rules: [{ prefer: 'latest', of: 'modifiedAt' }],
  signals: new Map(),
  rank: (crmObject) => ranks.get(crmObject) ?? Infinity,
  now,
  ids: ['new-1', 'new-2', 'new-3'],
  ...other,
});

export const connection = (other: Partial<Connection> = {}): Connection => ({
  id: 'sf',
  crm: 'salesforce',
  name: 'Acme',
  state: 'active',
  reading: true,
  writing: true,
  settings: defaultSettings,
  accountId: '00D',
  userId: '005',
  schema: {},
  lastReadAt: earlier,
  lastReconciledAt: null,
  lastAssociatedAt: null,
  hold: null,
  quota: null,
  connectedAt: earlier,
  createdAt: earlier,
  ...other,
});

const uncalled = async (): Promise<never> => {
  throw new Error('policy makes no call');
};

/** An object of a connector that reads, matches, creates and updates guarded. */
export const remote = (other: Partial<RemoteObject> = {}): RemoteObject => ({
  represents: 'person',
  keyFields: { email: ['Email'] },
  company: { field: 'AccountId', object: 'Account' },
  defaultMapping: {},
  units: [addressUnit],
  describe: uncalled,
  read: { pageMax: 2000, settleMs: 0, page: uncalled },
  write: {
    matchKeys: ['unique-key', 'email'],
    uniqueKeyField: 'Unify_Id__c',
    matchMax: 200,
    matchLagMs: 0,
    tieBreaks: { default: [] },
    match: uncalled,
    get: uncalled,
    create: { batchMax: 200, call: uncalled },
    update: { batchMax: 200, call: uncalled },
    guard: { kind: 'atomic', batchMax: 25, call: uncalled },
  },
  ...other,
});
