import { toRemoteId, type Context } from '@concord/core/contract';
import { expect, it } from 'vitest';
import { salesforce } from '../src/index.ts';
import { serveCanned, type Canned, type Seen } from './canned-server.ts';
import { openContext } from './open-context.ts';

const { Account, Contact } = salesforce.objects;
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

/** Every call a connector makes, by the name it has in each connector. */
const plans: Readonly<Record<string, (context: Context) => Promise<unknown>>> = {
  identify: (context) => salesforce.identify(context),
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
    : { httpStatusCode: 204, body: null }),
});

const answer = ({ path, body }: Seen): Canned => {
  if (path.includes('userinfo')) return { body: { organization_id: ids[0], user_id: ids[1] } };
  if (path.includes('/updated')) return { body: { latestDateCovered: row.SystemModstamp } };
  if (path.includes('/queryAll')) return { body: page };
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
  const text = `${JSON.stringify(seen.map(toText), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(`wire/${name}.json`);
});
