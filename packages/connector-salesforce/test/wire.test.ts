import { toInstant, toRemoteId, type Context, type DraftLink } from '@concord/core/contract';
import { expect, it } from 'vitest';
import { salesforce } from '../src/index.ts';
import { serveCanned, type Canned, type Seen } from './canned-server.ts';
import { openContext } from './open-context.ts';

const { Account, Contact, EmailMessage, Lead, Task } = salesforce.objects;
const ids = ['003000000000001AAA', '003000000000002AAA'].map(toRemoteId);
const revision = '2026-03-24T10:00:00.000Z';
const keyFields = {
  email: ['Email'],
  domain: ['Website'],
  'unique-key': ['Unify_Metadata__c'],
  'message-id': [],
};

const row = {
  Id: '003000000000001AAA',
  SystemModstamp: '2026-03-24T10:00:00.000+0000',
  IsDeleted: false,
  MasterRecordId: null,
  Email: 'ada@acme.com',
};

const person: DraftLink = {
  role: 'person',
  object: 'Contact',
  id: toRemoteId('003000000000001AAA'),
};
const links: readonly DraftLink[] = [
  person,
  { role: 'company', object: 'Account', id: toRemoteId('001000000000001AAA') },
  { role: 'owner', object: 'User', id: toRemoteId('005000000000001AAA') },
];
const call = { fields: { Subject: 'Call Ada', TaskSubtype: 'Call' }, links };
const email = { Subject: 'Engines', Incoming: false, FromAddress: 'rep@platform.example' };

/** Every call a connector makes, by the name it has in each connector. */
const plans: Readonly<Record<string, (context: Context) => Promise<unknown>>> = {
  identify: (context) => salesforce.identify(context),
  prepare: async (context) => {
    const { cursor } = await Contact.read.page(context, { fields: [], after: null });
    const read = { Account: null, Contact: cursor };
    await salesforce.prepare(context, { describe: ['Account', 'Contact', 'Task'], read });
  },
  'list-ids': (context) => Contact.read.ids(context, ids[0] ?? null),
  'prove-removed': (context) => Contact.read.removed(context, ids),
  describe: (context) => Contact.describe(context),
  'read-first-page': (context) => Contact.read.page(context, { fields: ['Email'], after: null }),
  'read-next-page': async (context) => {
    const { cursor } = await Contact.read.page(context, { fields: ['Email'], after: null });
    await Contact.read.page(context, { fields: ['Email'], after: cursor });
  },
  'match-email': (context) =>
    Contact.write.match(context, {
      keys: [
        { kind: 'email', value: "o'neil@acme.com" },
        { kind: 'unique-key', value: '01990000-0000-7000-8000-000000000001' },
      ],
      fields: ['Email', 'LastName'],
      keyFields: { ...keyFields, domain: [] },
    }),
  'match-domain': (context) =>
    Account.write.match(context, {
      keys: ['acme.co.uk', 'xn--mnchen-3ya.de'].map(
        (value) => ({ kind: 'domain', value }) as const,
      ),
      fields: ['Name'],
      keyFields: { ...keyFields, email: [] },
    }),
  get: (context) => Contact.write.get(context, { ids, fields: ['Email'] }),
  signals: (context) => Account.write.signals(context, ids),
  create: (context) =>
    Contact.write.create.call(context, [
      {
        fields: { LastName: 'Lovelace', Unify_Metadata__c: '01990000-0000-7000-8000-000000000001' },
      },
      { fields: { LastName: 'Hopper', DoNotCall: false } },
    ]),
  update: (context) =>
    Contact.write.update.call(
      context,
      ids.map((id) => ({ id, fields: { Unify_Most_Recent_Play__c: 'Welcome' } })),
    ),
  'update-cleared': (context) =>
    Contact.write.update.call(
      context,
      ids.map((id) => ({ id, fields: { Title: 'CEO', Phone: null }, clears: ['Department'] })),
    ),
  touched: (context) => Account.write.touched(context, { ids, userId: '005000000000002AAA' }),
  'match-lead': (context) =>
    Lead.write.match(context, {
      keys: [{ kind: 'email', value: 'ada@acme.com' }],
      fields: ['Email'],
      keyFields: { ...keyFields, domain: [] },
    }),
  'match-message-id': (context) =>
    EmailMessage.write.match(context, {
      keys: [{ kind: 'message-id', value: '<1@platform.example>' }],
      fields: [],
      keyFields: { ...keyFields, email: [], domain: [], 'message-id': ['MessageIdentifier'] },
    }),
  'create-assigned': (context) =>
    Lead.write.create.call(
      context,
      ids.map(() => ({ fields: { LastName: 'Byron', Company: 'Acme' }, assignOwner: true })),
    ),
  'create-task': (context) => Task.write.create.call(context, [call, { ...call, links: [person] }]),
  'create-email': (context) =>
    EmailMessage.write.create.call(context, [
      { fields: email, links },
      { fields: { ...email, Incoming: true }, links },
      { fields: email, links: [{ ...person, object: 'Lead' }] },
    ]),
  'find-created': (context) =>
    Task.write.findCreated(context, {
      draft: call,
      since: toInstant(Date.parse(revision)),
      userId: '005000000000002AAA',
    }),
  'describe-task': (context) => Task.describe(context),
  remove: (context) => Task.write.remove.call(context, ids),
  'guarded-update': (context) =>
    Contact.write.guard.call(
      context,
      ids.map((id) => ({ id, fields: { Title: 'CEO' }, revision })),
    ),
};

const page = { totalSize: 1, done: true, records: [row] };

const partOf = ({ referenceId, method }: { referenceId: string; method: string }) => ({
  referenceId,
  httpHeaders: {},
  ...(method === 'GET'
    ? { httpStatusCode: 200, body: { totalSize: 0, done: true, records: [] } }
    : method === 'POST'
      ? { httpStatusCode: 201, body: { id: ids[0], success: true, errors: [] } }
      : { httpStatusCode: 204, body: null }),
});

const answer = ({ path, body }: Seen): Canned => {
  if (path.includes('userinfo')) return { body: { organization_id: ids[0], user_id: ids[1] } };
  if (path.includes('/deleted')) return { body: { deletedRecords: [] } };
  if (path.includes('/updated')) return { body: { latestDateCovered: row.SystemModstamp } };
  if (path.includes('/queryAll')) return { body: page };
  if (path.includes('/query')) return { body: { totalSize: 0, done: true, records: [] } };
  if (path.endsWith('/composite')) {
    const { compositeRequest } = body as { compositeRequest: Parameters<typeof partOf>[0][] };
    return { body: { compositeResponse: compositeRequest.map(partOf) } };
  }
  if (path.includes('/composite/'))
    return { body: ids.map((id) => ({ id, success: true, errors: [] })) };
  const allows = { queryable: true, createable: true, updateable: true, deletable: true };
  return { body: { ...allows, fields: [] } };
};

const decodeAddress = (name: string, value: unknown): unknown =>
  name === 'url' && typeof value === 'string' ? decodeURIComponent(value) : value;

/** What a request says, without what the transport adds; queries readable. */
const toText = ({ method, path, headers, body }: Seen) => ({
  method,
  path: decodeURIComponent(path),
  headers: Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^(?:accept|content-type|sforce-.*)$/.test(name)),
  ),
  body: JSON.parse(JSON.stringify(body), decodeAddress),
});

it.each(Object.keys(plans))('sends what the plan "%s" says', async (name) => {
  const { url, seen } = await serveCanned(answer);
  await plans[name]?.(openContext(url));
  // A list of one is on one line, as the formatter has it.
  const text = JSON.stringify(seen.map(toText), null, 2).replaceAll(/\[\s+("[^"]*")\s+\]/g, '[$1]');
  await expect(`${text}\n`).toMatchFileSnapshot(`wire/${name}.json`);
});
