import { toRemoteId, type MatchKey } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../src/index.ts';
import { serveCanned, type Seen } from './canned-server.ts';
import { openContext } from './open-context.ts';

const { Account, Contact } = salesforce.objects;
const keyFields = {
  email: ['Email'],
  domain: ['Website'],
  'unique-key': ['Unify_Metadata__c'],
  'message-id': [],
};
const next = '/services/data/v62.0/query/0r8xx-2000';

const row = (number: number, values: object) => ({
  Id: `00100000000000${number}AAA`,
  SystemModstamp: '2026-03-24T10:00:00.000+0000',
  IsDeleted: false,
  MasterRecordId: null,
  Unify_Metadata__c: null,
  ...values,
});

const page = (records: object[], nextRecordsUrl?: string) => ({
  totalSize: records.length,
  done: nextRecordsUrl === undefined,
  records,
  ...(nextRecordsUrl === undefined ? {} : { nextRecordsUrl }),
});

interface Composite {
  readonly compositeRequest: readonly { readonly url: string; readonly referenceId: string }[];
}

/** Answers every query of a Composite call with one page, and its next page after it. */
const serveRows = (records: object[], rest: object[] | null = null) =>
  serveCanned(({ path, body }) => {
    if (path === next) return { body: page(rest ?? []) };
    const { compositeRequest } = body as Composite;
    return {
      body: {
        compositeResponse: compositeRequest.map(({ referenceId }) => ({
          referenceId,
          httpStatusCode: 200,
          httpHeaders: {},
          body: page(records, rest === null ? undefined : next),
        })),
      },
    };
  });

/** Addresses of the queries in the first call. */
const urlsOf = ([first]: readonly Seen[]): string[] =>
  ((first?.body ?? { compositeRequest: [] }) as Composite).compositeRequest.map(({ url }) => url);

const domain = (value: string): MatchKey => ({ kind: 'domain', value });
const email = (value: string): MatchKey => ({ kind: 'email', value });

const matchAccounts = async (records: object[], keys: MatchKey[]) => {
  const { url, seen } = await serveRows(records);
  const request = { keys, fields: ['Name'], keyFields: { ...keyFields, email: [] } };
  const found = await Account.write.match(openContext(url), request);
  return { found: found.map((some) => some.map(({ id }) => Number(id.at(14)))), seen };
};

describe('a match by domain', () => {
  it('finds every spelling of a website, and nothing that only looks like it (R-COMPANY-1)', async () => {
    const websites = [
      'acme.co.uk',
      'HTTPS://WWW.Acme.co.uk:443/shop?x=1',
      'http://http://shop.acme.co.uk.',
      'notacme.co.uk',
      'acme.co.uk.evil.com',
      'https://directory.com/acme.co.uk',
      null,
    ];
    const rows = websites.map((Website, index) => row(index, { Name: 'A', Website }));
    expect((await matchAccounts(rows, [domain('acme.co.uk')])).found).toEqual([[0, 1, 2]]);
  });

  it('looks for an IDN in both its spellings', async () => {
    const rows = [row(1, { Name: 'A', Website: 'https://münchen.de/' })];
    const { found, seen } = await matchAccounts(rows, [domain('xn--mnchen-3ya.de')]);
    expect(found).toEqual([[1]]);
    const text = decodeURIComponent(JSON.stringify(seen[0]?.body));
    expect(text).toContain("LIKE '%xn--mnchen-3ya.de%' OR Website LIKE '%münchen.de%'");
  });
});

describe('a match by many domains', () => {
  it('is one call of queries that are not too complicated', async () => {
    const keys = Array.from({ length: 200 }, (_, index) => domain(`company${index}.com`));
    const { seen } = await matchAccounts([], keys);
    expect(seen).toHaveLength(1);
    const patterns = urlsOf(seen).map((url) => url.split('LIKE').length - 1);
    expect(patterns.reduce((sum, count) => sum + count)).toBe(200);
    expect(Math.max(...patterns)).toBeLessThanOrEqual(50);
  });
});

describe('a match by email', () => {
  const matchContacts = async (url: string, keys: MatchKey[]) => {
    const request = { keys, fields: ['Name'], keyFields: { ...keyFields, domain: [] } };
    return Contact.write.match(openContext(url), request);
  };

  it('ignores case, and answers each key in order (R-PERSON-1)', async () => {
    const rows = [
      row(1, { Name: 'A', Email: 'Ada@Acme.COM' }),
      row(2, { Name: 'B', Email: 'bob@acme.com' }),
      row(3, { Name: 'C', Email: 'ada@acme.com' }),
    ];
    const { url } = await serveRows(rows);
    const keys = ['bob@acme.com', 'nobody@acme.com', 'ada@acme.com'].map(email);
    const found = await matchContacts(url, keys);
    expect(found.map((some) => some.map(({ fields }) => fields['Name']))).toEqual([
      ['B'],
      [],
      ['A', 'C'],
    ]);
  });

  it('follows the rest of a result that does not fit one page', async () => {
    const first = [row(1, { Name: 'A', Email: 'other@acme.com' })];
    const { url } = await serveRows(first, [row(2, { Name: 'B', Email: 'ada@acme.com' })]);
    expect((await matchContacts(url, [email('ada@acme.com')]))[0]).toHaveLength(1);
  });

  it('asks for 200 keys in one call', async () => {
    const { url, seen } = await serveRows([]);
    const keys = Array.from({ length: 200 }, (_, index) => email(`person${index}@example.com`));
    await matchContacts(url, keys);
    expect(seen).toHaveLength(1);
    const urls = urlsOf(seen);
    expect(urls.every((one) => one.length < 16_000)).toBe(true);
  });

  it('keeps quotes and wildcards of a key to themselves', async () => {
    const { url, seen } = await serveRows([]);
    await matchContacts(url, [email("o'neil_%@acme.com")]);
    expect(decodeURIComponent(JSON.stringify(seen[0]?.body))).toContain(
      String.raw`IN ('o\'neil_%@acme.com')`,
    );
  });

  it('takes a refused query for an error, not for no match', async () => {
    const { url } = await serveCanned(() => ({
      body: {
        compositeResponse: [
          {
            referenceId: 'q0',
            httpStatusCode: 400,
            httpHeaders: {},
            body: [{ errorCode: 'QUERY_TIMEOUT', message: 'too long' }],
          },
        ],
      },
    }));
    const work = matchContacts(url, [email('ada@acme.com')]);
    await expect(work).rejects.toMatchObject({ code: 'unavailable', effect: 'none' });
  });

  it('leaves nothing unknown when its answer is lost, though it is a POST', async () => {
    const { url } = await serveCanned(() => ({ body: '{"compositeResponse":', cut: true }));
    const work = matchContacts(url, [email('ada@acme.com')]);
    await expect(work).rejects.toMatchObject({ code: 'unavailable', effect: 'none' });
  });

  it('asks nothing when no field holds the keys', async () => {
    const { url, seen } = await serveRows([]);
    expect(await matchContacts(url, [domain('acme.com')])).toEqual([[]]);
    expect(seen).toHaveLength(0);
  });
});

describe('a look-up', () => {
  it('answers each id in order, and null for what is not shown', async () => {
    const { url, seen } = await serveRows([row(2, { Name: 'B', IsDeleted: true })]);
    const ids = ['001000000000001AAA', '001000000000002AAA'].map(toRemoteId);
    const found = await Account.write.get(openContext(url), { ids, fields: ['Name'] });
    expect(found).toMatchObject([null, { removed: true, fields: { Name: 'B' } }]);
    expect(urlsOf(seen)[0]).toContain('/queryAll?q=');
  });

  it('counts the contacts of each account (R-DUP-4)', async () => {
    const { url } = await serveRows([{ AccountId: '001000000000002AAA', total: 7 }]);
    const ids = ['001000000000001AAA', '001000000000002AAA'].map(toRemoteId);
    expect(await Account.write.signals(openContext(url), ids)).toEqual([
      { contactCount: 0 },
      { contactCount: 7 },
    ]);
  });
});
