import { toInstant, type Context, type Cursor, type RemoteRecord } from '@concord/core/contract';
import { createPlainFetch, shareRenewals } from '@concord/core/transport';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSalesforceSimulator, type SalesforceSimulator } from '../simulator/index.ts';
import type { SimulatorOptions } from '../simulator/index.ts';
import { salesforce } from '../src/index.ts';
import { openContext, type ContextOptions } from './open-context.ts';

const { Account, Contact, User } = salesforce.objects;
const startMs = Date.parse('2026-03-24T10:00:00Z');
const fields = ['LastName', 'Email'];
const keyFields = {
  email: ['Email'],
  domain: ['Website'],
  'unique-key': ['Unify_Metadata__c'],
  'message-id': [],
};

interface Stage {
  readonly crm: SalesforceSimulator;
  readonly context: Context;
}

/** A simulated organisation whose clock stands still, and a context of our user in it. */
const open = async (
  options: SimulatorOptions = {},
  given: Omit<ContextOptions, 'now'> = {},
): Promise<Stage> => {
  const crm = await createSalesforceSimulator({ clock: { startMs, running: false }, ...options });
  onTestFinished(() => crm.close());
  const token = { accessToken: 'sim-integration', instanceUrl: crm.url };
  const tokens = { current: () => Promise.resolve(token), renew: () => Promise.resolve(token) };
  const now = () => toInstant(crm.clock.now());
  return { crm, context: openContext(crm.url, { tokens, ...given, now }) };
};

const addContacts = ({ org }: SalesforceSimulator, count: number): string[] =>
  Array.from({ length: count }, (_, number) =>
    org.insert('Contact', { LastName: `P${number}`, Email: `p${number}@acme.example` }),
  );

/** Reads a whole pass; where it ended. */
const readPass = async (context: Context, from: Cursor | null = null) => {
  const records: RemoteRecord[] = [];
  let after = from;
  for (let more = true; more;) {
    const page = await Contact.read.page(context, { fields, after });
    records.push(...page.records);
    after = page.cursor;
    ({ more } = page);
  }
  return { records, cursor: after };
};

const idsOf = (records: readonly RemoteRecord[]): string[] => records.map(({ id }) => id);

describe('reading', () => {
  it('loses none of 10,001 records of one second, in short pages', async () => {
    const { crm, context } = await open({ rules: { shortPages: 0.5 } });
    const ids = addContacts(crm, 10_001);
    crm.clock.advance(60_000);
    const { records } = await readPass(context);
    expect(new Set(idsOf(records))).toEqual(new Set(ids));
    expect(records).toHaveLength(ids.length);
  });

  it('sees a record whose transaction ended after later ones were read', async () => {
    const { crm, context } = await open();
    const long = crm.org.begin();
    const late = crm.org.insert('Contact', { LastName: 'Late' }, { transaction: long });
    crm.clock.advance(3_600_000);
    addContacts(crm, 3);
    crm.clock.advance(120_000);
    const first = await readPass(context);
    expect(idsOf(first.records)).not.toContain(late);
    crm.org.commit(long);
    expect(idsOf((await readPass(context, first.cursor)).records)).toContain(late);
  });

  it('ends, and reads little twice, when nothing changes', async () => {
    const { crm, context } = await open();
    addContacts(crm, 5);
    crm.clock.advance(600_000);
    const { cursor } = await readPass(context);
    expect((await readPass(context, cursor)).records).toEqual([]);
  });

  it('shows removals, merges and undeletes in the stream', async () => {
    const { crm, context } = await open();
    const [removed = '', loser = '', winner = ''] = addContacts(crm, 3);
    crm.clock.advance(120_000);
    const { cursor } = await readPass(context);
    crm.org.remove({ object: 'Contact', id: removed });
    crm.org.merge('Contact', { winner, losers: [loser], values: {} });
    crm.clock.advance(120_000);
    const second = await readPass(context, cursor);
    const byId = new Map(second.records.map((record) => [record.id as string, record]));
    expect(byId.get(removed)).toMatchObject({ removed: true, mergedInto: null });
    expect(byId.get(loser)).toMatchObject({ removed: true, mergedInto: winner });
    crm.org.undelete({ object: 'Contact', id: removed });
    crm.clock.advance(120_000);
    const third = await readPass(context, second.cursor);
    expect(third.records.find(({ id }) => id === removed)).toMatchObject({ removed: false });
  });

  it('goes on after a token that expired in mid-page', async () => {
    const { crm, context } = await open();
    addContacts(crm, 4500);
    crm.clock.advance(60_000);
    const body = '[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]';
    const match = { path: '/queryAll', nth: 2 };
    crm.faults.add({ kind: 'status', status: 401, body, match, times: 1 });
    expect((await readPass(context)).records).toHaveLength(4500);
  });

  it('costs one call for 2,000 records', async () => {
    const { crm, context } = await open({ rules: { shortPages: 0 } });
    addContacts(crm, 20_000);
    crm.clock.advance(60_000);
    await readPass(context);
    expect(crm.wire.list().length / 20).toBeLessThan(0.7);
  });

  it('reads users, who have no bin: those made inactive are removed', async () => {
    const { context } = await open();
    const { records } = await User.read.page(context, { fields: ['IsActive'], after: null });
    expect(records.length).toBeGreaterThan(0);
    expect(records.map(({ removed }) => !removed)).toEqual(
      records.map(({ fields: { IsActive } }) => IsActive),
    );
  });
});

const draft = (key: string) => ({ fields: { LastName: 'Lovelace', Unify_Metadata__c: key } });

const matchKey = (context: Context, value: string) =>
  Contact.write.match(context, {
    keys: [{ kind: 'unique-key', value }],
    fields,
    keyFields: {
      ...keyFields,
      domain: [],
    },
  });

describe('writing', () => {
  it('finds by its key what a create with a lost answer made (R-DUP-1)', async () => {
    const { crm, context } = await open();
    const match = { path: '/composite/sobjects' };
    crm.faults.add({ kind: 'reset', when: 'after', match, times: 1 });
    const work = Contact.write.create.call(context, [draft('k1')]);
    await expect(work).rejects.toMatchObject({ code: 'unavailable', effect: 'unknown' });
    expect((await matchKey(context, 'k1'))[0]).toHaveLength(1);
    expect(crm.wire.list().filter(({ target }) => target.endsWith('/sobjects'))).toHaveLength(1);
  });

  it('is told of the record that has the key already (R-DUP-1)', async () => {
    const { context } = await open();
    const [first] = await Contact.write.create.call(context, [draft('k1')]);
    const [again] = await Contact.write.create.call(context, [draft('K1')]);
    if (first?.ok !== true) throw new Error('the first create failed');
    expect(again).toMatchObject({ error: { code: 'duplicate', existing: [first.id] } });
  });

  it('stops at a duplicate rule, and is told what it found (R-DUP-2)', async () => {
    const match = [{ object: 'Contact', fields: { Email: 'Email' } }];
    const rule = { name: 'Same', object: 'Contact', action: 'alert', match } as const;
    const { crm, context } = await open({ rules: { duplicates: [rule] } });
    const [existing] = addContacts(crm, 1);
    const twin = { fields: { LastName: 'Twin', Email: 'p0@acme.example' } };
    const [result] = await Contact.write.create.call(context, [twin]);
    expect(result).toMatchObject({ error: { code: 'duplicate', existing: [existing] } });
  });

  it('writes the rest of a batch beside a locked record (R-ERR-3)', async () => {
    const { crm, context } = await open();
    const ids = addContacts(crm, 3);
    crm.faults.add({ kind: 'lock-row', match: { path: `/${ids[1]}` }, times: 1 });
    const changes = ids.map((id) => ({ id: id as RemoteRecord['id'], fields: { Title: 'CEO' } }));
    const results = await Contact.write.update.call(context, changes);
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(results[1]).toMatchObject({ error: { code: 'conflict', retry: 'later' } });
  });

  it('leaves alone what a person changed since the read (R-OVERWRITE-7)', async () => {
    const { crm, context } = await open();
    const ids = addContacts(crm, 2);
    crm.clock.advance(60_000);
    const { records } = await readPass(context);
    crm.org.update({ object: 'Contact', id: ids[0] ?? '' }, { Title: 'Typed by a person' });
    crm.clock.advance(1000);
    const changes = records.map(({ id, revision }) => {
      if (revision === null) throw new Error('no revision');
      return { id, revision, fields: { Title: 'Ours' } };
    });
    const results = await Contact.write.guard.call(context, changes);
    expect(results.map(({ ok }) => ok)).toEqual([false, true]);
    expect(results[0]).toMatchObject({ error: { code: 'conflict', effect: 'none' } });
    expect(crm.org.read({ object: 'Contact', id: ids[0] ?? '' })).toMatchObject({
      Title: 'Typed by a person',
    });
  });

  it('has no revision to act on in the second of a change (R-OVERWRITE-7)', async () => {
    const { crm, context } = await open();
    addContacts(crm, 1);
    expect((await readPass(context)).records[0]?.revision).toBeNull();
    crm.clock.advance(1000);
    expect((await readPass(context)).records[0]?.revision).not.toBeNull();
  });

  it('looks again for a revision that one look could not prove', async () => {
    const { crm, context } = await open();
    await salesforce.identify(context);
    const [id = ''] = addContacts(crm, 1);
    crm.clock.advance(1000);
    const ids = [id as RemoteRecord['id']];
    const [record] = await Contact.write.get(context, { ids, fields });
    expect(record?.revision).toBe('2026-03-24T10:00:00.000Z');
  });

  it('changes no owner by an assignment rule', async () => {
    const { crm, context } = await open();
    const [, other = ''] = crm.report.users.owners;
    crm.setRules({ assignments: [{ object: 'Account', owner: other }] });
    const [made] = await Account.write.create.call(context, [{ fields: { Name: 'Acme' } }]);
    if (made?.ok !== true) throw new Error('the create failed');
    const account = crm.org.read({ object: 'Account', id: made.id });
    expect(account?.['OwnerId']).toBe(crm.report.users.integration);
  });

  it.each(['TotalRequests Limit exceeded.', 'ConcurrentPerOrgLongTxn Limit exceeded'])(
    'waits after "%s" (R-TIME-6)',
    async (message) => {
      const { crm, context } = await open();
      const body = JSON.stringify([{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message }]);
      crm.faults.add({ kind: 'status', status: 403, body, match: {}, times: 1 });
      await expect(Contact.write.create.call(context, [draft('k')])).rejects.toMatchObject({
        code: 'rate-limited',
        effect: 'none',
        retryAfterMs: expect.any(Number),
      });
    },
  );

  it.each(['truncate', 'malformed', 'html'])('does not believe a %s answer', async (kind) => {
    const { crm, context } = await open();
    crm.faults.add({ kind, when: 'after', match: { path: '/composite' }, times: 1 });
    const work = Contact.write.create.call(context, [draft('k')]);
    await expect(work).rejects.toMatchObject({ effect: 'unknown' });
  });
});

describe('the account', () => {
  it('is known by its organisation and user', async () => {
    const { crm, context } = await open();
    const { accountId, userId } = await salesforce.identify(context);
    expect(accountId).toMatch(/^00D\w{15}$/);
    expect(userId).toBe(crm.report.users.integration);
  });

  it('renews a token once for many calls, and keeps the rotated one', async () => {
    const { crm } = await open({ rules: { rotateRefreshTokens: true } });
    const clock = {
      now: () => toInstant(crm.clock.now()),
      sleep: () => new Promise<void>(() => {}),
    };
    const plain = createPlainFetch({ fetch, clock });
    let refreshToken = 'sim-refresh';
    const renew = async () => {
      const tokens = await salesforce.auth.renew(plain, {
        kind: 'refresh-token',
        refreshToken,
        tokenUrl: `${crm.url}/services/oauth2/token`,
        clientId: 'client',
        clientSecret: null,
      });
      refreshToken = tokens.refreshToken ?? refreshToken;
      return tokens;
    };
    const stale = { accessToken: 'stale', instanceUrl: crm.url };
    const tokens = shareRenewals({ current: () => Promise.resolve(stale), renew });
    const context = openContext(crm.url, { tokens });
    const answers = await Promise.all([1, 2, 3].map(() => Contact.describe(context)));
    expect(answers).toHaveLength(3);
    expect(refreshToken).not.toBe('sim-refresh');
    expect(crm.wire.list().filter(({ target }) => target.endsWith('/token'))).toHaveLength(1);
  });

  it('tells its quota in the headers of an answer (R-TIME-6)', async () => {
    const { context } = await open({ dailyCalls: 15_000 });
    const response = await context.fetch('/services/data/v62.0/limits');
    expect(salesforce.readQuota(response.headers)).toMatchObject({ limit: 15_000 });
    expect(salesforce.readQuota(new Headers())).toBeNull();
  });
});

describe('a description', () => {
  it('says what each field can do (R-MAP-2)', async () => {
    const { context } = await open();
    const { allows, fields: described } = await Account.describe(context);
    const byName = new Map(described.map((field) => [field.name, field]));
    expect(allows).toEqual({ read: true, create: true, update: true, remove: true });
    expect(byName.get('Name')).toMatchObject({ type: 'text', required: true, maxLength: 255 });
    expect(byName.get('Unify_Metadata__c')).toMatchObject({ unique: true, custom: true });
    expect(byName.get('SystemModstamp')).toMatchObject({ creatable: false, updatable: false });
    expect(byName.get('Unify_Intent_Level__c')).toMatchObject({
      type: 'choice',
      choices: ['High', 'Medium', 'Low', 'None'],
      restricted: true,
    });
  });

  it('refuses multi-select picklists and compounds (R-MAP-4)', async () => {
    const { context } = await open();
    const { fields: described } = await Account.describe(context);
    const unsupported = described.filter(({ type }) => type === 'unsupported');
    expect(unsupported.map(({ remoteType }) => remoteType)).toEqual(
      expect.arrayContaining(['multipicklist', 'address']),
    );
  });

  it('leads from derived address text to its code (R-MAP-5)', async () => {
    const { context } = await open();
    const { fields: described } = await Contact.describe(context);
    const insteadOf = (name: string) => described.find((field) => field.name === name)?.mapInstead;
    expect(insteadOf('MailingCountry')).toBe('MailingCountryCode');
    expect(insteadOf('MailingState')).toBe('MailingStateCode');
    expect(insteadOf('MailingCity')).toBeNull();
  });

  it('names the states that each country admits (R-MAP-5)', async () => {
    const { context } = await open();
    const { fields: described } = await Account.describe(context);
    const dependsOn = (name: string) => described.find((field) => field.name === name)?.dependsOn;
    expect(dependsOn('BillingCountryCode')).toBeUndefined();
    const { field, admits } = dependsOn('BillingStateCode') ?? {};
    expect(field).toBe('BillingCountryCode');
    expect(admits?.['US']).toEqual(expect.arrayContaining(['CA', 'NY', 'TX']));
    expect(admits?.['AU']).toEqual(expect.arrayContaining(['NSW']));
    expect(admits?.['AU']).not.toContain('TX');
    expect(admits?.['GB']).toBeUndefined();
  });

  it('lacks what the user may not read (R-OVERWRITE-5)', async () => {
    const { crm, context } = await open();
    const user = crm.report.users.integration;
    crm.setRules({ permissions: [{ user, object: 'Contact', fields: { Title: 'none' } }] });
    const { fields: described } = await Contact.describe(context);
    expect(described.some(({ name }) => name === 'Title')).toBe(false);
  });
});
