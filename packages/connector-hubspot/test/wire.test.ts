import { toInstant, toRemoteId, type Context, type DraftLink } from '@concord/core/contract';
import { expect, it } from 'vitest';
import { hubspot } from '../src/index.ts';
import { serveCanned, type Canned, type Seen } from './canned-server.ts';
import { openContext } from './open-context.ts';

const { companies, contacts, deals, emails, owners, tasks } = hubspot.objects;
const ids = ['101', '102'].map(toRemoteId);
const at = '2026-03-24T10:00:00.000Z';
const keyFields = {
  email: ['email', 'hs_additional_emails'],
  domain: [],
  'unique-key': ['unify_metadata'],
  'message-id': [],
};

const person: DraftLink = { role: 'person', object: 'contacts', id: toRemoteId('101') };
const links: readonly DraftLink[] = [
  person,
  { role: 'company', object: 'companies', id: toRemoteId('201') },
  { role: 'owner', object: 'owners', id: toRemoteId('301') },
];
const call = {
  fields: { hs_timestamp: at, hs_task_subject: 'Call Ada', hs_task_type: 'CALL' },
  links,
};
const email = {
  hs_timestamp: at,
  hs_email_direction: 'EMAIL',
  hs_email_subject: 'Engines',
  hs_email_message_id: '<1@platform.example>',
};

/** Every call a connector makes, by the name it has in each connector. */
const plans: Readonly<Record<string, (context: Context) => Promise<unknown>>> = {
  identify: (context) => hubspot.identify(context),
  describe: (context) => contacts.describe(context),
  'describe-task': (context) => tasks.describe(context),
  'describe-opportunity': (context) => deals.describe(context),
  'read-first-page': (context) => contacts.read.page(context, { fields: ['email'], after: null }),
  'read-next-page': async (context) => {
    const { cursor } = await contacts.read.page(context, { fields: ['email'], after: null });
    await contacts.read.page(context, { fields: ['email'], after: cursor });
  },
  'read-users': async (context) => {
    const { cursor } = await owners.read.page(context, { fields: ['email'], after: null });
    await owners.read.page(context, { fields: ['email'], after: cursor });
  },
  'read-removals': (context) => contacts.read.removals(context, { fields: ['email'], after: null }),
  'prove-removed': (context) => contacts.read.removed(context, ids),
  associations: (context) => deals.associations.call(context, { ids, to: 'companies' }),
  'match-email': (context) =>
    contacts.write.match(context, {
      keys: [
        { kind: 'email', value: "o'neil@acme.com" },
        { kind: 'unique-key', value: '01990000-0000-7000-8000-000000000001' },
      ],
      fields: ['email', 'lastname'],
      keyFields,
    }),
  'match-domain': (context) =>
    companies.write.match(context, {
      keys: ['acme.co.uk', 'xn--mnchen-3ya.de'].map(
        (value) => ({ kind: 'domain', value }) as const,
      ),
      fields: ['name'],
      keyFields: { ...keyFields, email: [], domain: ['domain', 'hs_additional_domains'] },
    }),
  'match-message-id': (context) =>
    emails.write.match(context, {
      keys: [{ kind: 'message-id', value: '<1@platform.example>' }],
      fields: [],
      keyFields: { ...keyFields, email: [], 'message-id': ['hs_email_message_id'] },
    }),
  get: (context) => contacts.write.get(context, { ids, fields: ['email'] }),
  create: (context) =>
    contacts.write.create.call(context, [
      {
        fields: {
          lastname: 'Lovelace',
          associatedcompanyid: '201',
          unify_metadata: '01990000-0000-7000-8000-000000000001',
        },
      },
      { fields: { lastname: 'Hopper', do_not_call: false } },
    ]),
  update: (context) =>
    contacts.write.update.call(
      context,
      ids.map((id) => ({ id, fields: { unify_most_recent_play: 'Welcome' } })),
    ),
  'update-cleared': (context) =>
    contacts.write.update.call(
      context,
      ids.map((id) => ({ id, fields: { jobtitle: 'CEO', phone: null }, clears: ['salutation'] })),
    ),
  touched: (context) => companies.write.touched(context, { ids, userId: '2218844' }),
  'update-company': (context) =>
    contacts.write.update.call(
      context,
      ids.map((id) => ({ id, fields: { jobtitle: 'CEO', associatedcompanyid: '201' } })),
    ),
  'guarded-update': (context) =>
    contacts.write.guard.history(context, { ids, fields: ['jobtitle'], userId: '2218844' }),
  'create-task': (context) =>
    tasks.write.create.call(context, [call, { ...call, links: [person] }]),
  'create-email': (context) =>
    emails.write.create.call(context, [
      { fields: email, links },
      { fields: { ...email, hs_email_direction: 'INCOMING_EMAIL' }, links: [person] },
    ]),
  'find-created': (context) =>
    tasks.write.findCreated(context, {
      draft: call,
      since: toInstant(Date.parse(at)),
      userId: '2218844',
    }),
  remove: (context) => tasks.write.remove.call(context, ids),
};

const rowOf = (id: string) => ({
  id: /^\d+$/.test(id) ? id : '101',
  properties: { email: 'ada@acme.com', lastname: null, unify_metadata: null },
  propertiesWithHistory: {},
  createdAt: at,
  updatedAt: at,
  archived: false,
});

const propertyOf = (name: string, type = 'string', fieldType = 'text') => ({
  name,
  label: name,
  type,
  fieldType,
  hubspotDefined: true,
  modificationMetadata: { readOnlyValue: false },
});

const definitions = {
  results: [
    ...['email', 'lastname', 'jobtitle', 'hs_additional_emails', 'unify_metadata', 'name'].map(
      (name) => propertyOf(name),
    ),
    ...['domain', 'hs_additional_domains', 'hs_email_message_id', 'hs_task_subject'].map((name) =>
      propertyOf(name),
    ),
    propertyOf('hs_timestamp', 'datetime', 'date'),
  ],
};

interface Input {
  readonly id?: string;
  readonly objectWriteTraceId?: string;
}

const batchAnswer = ({ path, body }: Seen): Canned => {
  const { inputs } = body as { inputs: readonly Input[] };
  if (path.endsWith('/batch/archive')) return { status: 204 };
  const results = inputs.map(({ id, objectWriteTraceId }, index) => ({
    ...rowOf(id ?? `${501 + index}`),
    ...(objectWriteTraceId === undefined ? {} : { objectWriteTraceId }),
  }));
  return { status: path.endsWith('/create') ? 201 : 200, body: { status: 'COMPLETE', results } };
};

interface LinkInput {
  readonly id?: string;
  readonly from?: { readonly id: string };
  readonly to?: { readonly id: string };
}

/** Contact 101 has a company of its own, and nothing else belongs to anything. */
const linkAnswer = ({ path, body }: Seen): Canned => {
  const { inputs } = body as { inputs: readonly LinkInput[] };
  const company = { toObjectId: 202, associationTypes: [{ typeId: 1 }] };
  const of101 = path.includes('/contacts/companies/') ? [company] : [];
  const results = inputs.map(({ id, from, to }) =>
    id === undefined
      ? { fromObjectId: from?.id, toObjectId: to?.id }
      : { from: { id }, to: id === '101' ? of101 : [] },
  );
  return { status: path.endsWith('/create') ? 201 : 200, body: { status: 'COMPLETE', results } };
};

const answer = (seen: Seen): Canned => {
  const { path } = seen;
  const { pathname } = new URL(path, 'http://hubspot');
  if (pathname.startsWith('/oauth/')) {
    const scopes = ['read', 'write'].map((right) => `crm.objects.companies.${right}`);
    return { body: { active: true, hub_id: 1, app_id: 2, scopes } };
  }
  if (pathname.includes('/associations/')) return linkAnswer(seen);
  if (pathname.includes('/batch/')) return batchAnswer(seen);
  if (pathname.endsWith('/search')) return { body: { total: 0, results: [] } };
  if (pathname.includes('/properties/')) return { body: definitions };
  return { body: { results: [] } };
};

/** What a request says, without what the transport adds; addresses readable. */
const toText = ({ method, path, headers, body }: Seen) => ({
  method,
  path: decodeURIComponent(path),
  headers: Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^(?:accept|content-type)$/.test(name)),
  ),
  body,
});

/** Lists of words are on one line where it takes them, as the formatter has it. */
const onOneLine = (json: string): string =>
  json.replaceAll(
    /^(.*)\[\s+("[^"]*"(?:,\s+"[^"]*")*)\s+\](,?)$/gm,
    (all, before, words, after) => {
      const line = `${before}[${String(words).replaceAll(/,\s+/g, ', ')}]${after}`;
      return line.length > 100 ? all : line;
    },
  );

it.each(Object.keys(plans))('sends what the plan "%s" says', async (name) => {
  const { url, seen } = await serveCanned(answer);
  await plans[name]?.(openContext(url));
  const text = onOneLine(JSON.stringify(seen.map(toText), null, 2));
  await expect(`${text}\n`).toMatchFileSnapshot(`wire/${name}.json`);
});
