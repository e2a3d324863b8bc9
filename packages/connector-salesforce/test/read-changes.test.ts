import { toCursor, type Cursor } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../src/index.ts';
import { serveCanned, type Canned, type Seen } from './canned-server.ts';
import { openContext } from './open-context.ts';

const { page } = salesforce.objects.Contact.read;
const fields = ['Email', 'Unify_Created_At__c'];
const covered = '2026-03-24T09:58:00.000+0000';

const row = (number: number, stamp = '2026-03-24T10:00:00.000+0000') => ({
  attributes: { type: 'Contact' },
  Id: `0030000000000${String(number).padStart(2, '0')}AAA`,
  SystemModstamp: stamp,
  IsDeleted: false,
  MasterRecordId: null,
  Email: `p${number}@acme.com`,
  Unify_Created_At__c: null,
});

const rowsOf = (...records: object[]) => ({ totalSize: records.length, done: true, records });

/** Answers `/limits` and `/updated`, and queries with what `answer` says. */
const serveQueries = (answer: (soql: string) => Canned) =>
  serveCanned(({ path }: Seen) => {
    if (path.includes('/limits')) return { body: {} };
    if (path.includes('/updated')) return { body: { ids: [], latestDateCovered: covered } };
    return answer(new URL(path, 'http://a').searchParams.get('q') ?? '');
  });

const read = (url: string, after: Cursor | null = null) =>
  page(openContext(url), { fields, after });

describe('a page of changes', () => {
  it('has exactly the fields asked for, blanks as null', async () => {
    const { url } = await serveQueries(() => ({
      body: rowsOf({ ...row(1), Email: '', Unify_Created_At__c: '2026-01-02T03:04:05.000+0000' }),
    }));
    const { records, more } = await read(url);
    expect(more).toBe(false);
    expect(records).toEqual([
      {
        id: '003000000000001AAA',
        fields: { Email: null, Unify_Created_At__c: '2026-01-02T03:04:05.000Z' },
        modifiedAt: '2026-03-24T10:00:00.000Z',
        revision: '2026-03-24T10:00:00.000Z',
        removed: false,
        mergedInto: null,
      },
    ]);
  });

  it('has no revision in the second of the last change', async () => {
    const { url } = await serveQueries(() => ({
      body: rowsOf(row(1, '2026-03-24T10:00:05.000+0000')),
    }));
    expect((await read(url)).records[0]?.revision).toBeNull();
  });

  it('has no revision when the last change was in the second of asking', async () => {
    const date = 'Tue, 24 Mar 2026 10:00:00 GMT';
    const { url } = await serveCanned(({ path }) => {
      if (path.includes('/queryAll')) return { body: rowsOf(row(1), row(2, covered)) };
      return { body: { ids: [], latestDateCovered: covered }, headers: { date } };
    });
    const { records } = await read(url);
    expect(records.map(({ revision }) => revision)).toEqual([null, '2026-03-24T09:58:00.000Z']);
  });

  it('shows removed and merged records', async () => {
    const merged = { ...row(1), IsDeleted: true, MasterRecordId: '003000000000002' };
    const { url, seen } = await serveQueries(() => ({ body: rowsOf(merged) }));
    const { records } = await read(url);
    expect(records[0]).toMatchObject({ removed: true, mergedInto: '003000000000002AAA' });
    expect(seen.at(-1)?.path).toContain('/queryAll?q=');
  });

  it('goes on within a second that a page ended in', async () => {
    const queries: string[] = [];
    const { url } = await serveQueries((soql) => {
      queries.push(soql);
      const next = '/services/data/v62.0/query/0r8-2';
      return queries.length === 1
        ? { body: { totalSize: 3, done: false, nextRecordsUrl: next, records: [row(1), row(2)] } }
        : { body: rowsOf(row(3)) };
    });
    const first = await read(url);
    expect(first.more).toBe(true);
    const second = await read(url, first.cursor);
    expect(second.more).toBe(false);
    expect(queries[1]).toContain("SystemModstamp=2026-03-24T10:00:00Z AND Id>'003000000000002AAA'");
  });

  it('begins the next pass at a mark taken before this one', async () => {
    const queries: string[] = [];
    const { url, seen } = await serveQueries((soql) => {
      queries.push(soql);
      return { body: rowsOf(row(1)) };
    });
    const { cursor } = await read(url);
    expect(seen.map(({ path }) => path.split('?')[0]?.split('/').at(-1))).toEqual([
      'limits',
      'updated',
      'queryAll',
    ]);
    await read(url, cursor);
    expect(queries[1]).toContain('WHERE SystemModstamp>=2026-03-24T09:58:00Z ORDER BY');
  });

  it('overlaps passes where Salesforce does not tell its mark', async () => {
    const { url } = await serveCanned(({ path }) =>
      path.includes('/updated')
        ? { status: 403, body: [{ errorCode: 'INSUFFICIENT_ACCESS', message: 'no' }] }
        : { body: rowsOf() },
    );
    expect(JSON.parse((await read(url)).cursor)).toEqual({
      v: 1,
      from: '2026-03-24T09:50:05.000Z',
      at: null,
      next: null,
    });
  });

  it('takes no mark later than the time of the answer', async () => {
    const { url } = await serveCanned(({ path }) =>
      path.includes('/updated')
        ? { body: { ids: [], latestDateCovered: '2026-03-25T00:00:00.000+0000' } }
        : { body: rowsOf() },
    );
    expect(JSON.parse((await read(url)).cursor)).toMatchObject({
      from: '2026-03-24T10:00:05.000Z',
    });
  });

  it.each([
    ['text', 'garbage'],
    ['another version', '{"v":2,"from":null,"at":null,"next":null}'],
    ['a hostile place', `{"v":1,"from":null,"at":["2026-03-24T10:00:00.000Z","' OR"],"next":null}`],
    ['the future', '{"v":1,"from":"2036-03-24T10:00:00.000Z","at":null,"next":null}'],
    [
      'a future place',
      '{"v":1,"from":null,"at":["2036-03-24T10:00:00.000Z","003000000000001AAA"],' +
        '"next":"2026-03-24T10:00:00.000Z"}',
    ],
  ])('refuses a cursor of %s', async (_, text) => {
    const { url } = await serveQueries(() => ({ body: rowsOf() }));
    await expect(read(url, toCursor(text))).rejects.toMatchObject({ code: 'invalid' });
  });

  it.each([
    [
      'HTML',
      { body: '<html>Down for maintenance</html>', headers: { 'content-type': 'text/html' } },
    ],
    ['half a JSON', { body: '{"totalSize":1,"done":tr' }],
    ['nothing', { body: '' }],
    ['another shape', { body: { records: [] } }],
    ['a page without a next', { body: { totalSize: 5, done: false, records: [row(1)] } }],
    ['a row without an id', { body: rowsOf({ SystemModstamp: covered }) }],
    ['a row without a field', { body: rowsOf({ ...row(1), Email: undefined }) }],
  ])('does not believe a success that holds %s', async (_, canned: Canned) => {
    const { url } = await serveQueries(() => canned);
    await expect(read(url)).rejects.toMatchObject({ code: 'malformed', effect: 'none' });
  });

  it('takes a body that breaks off for no answer', async () => {
    const { url } = await serveQueries(() => ({ body: rowsOf(row(1)), cut: true }));
    await expect(read(url)).rejects.toMatchObject({ code: 'unavailable', retry: 'later' });
  });
});
