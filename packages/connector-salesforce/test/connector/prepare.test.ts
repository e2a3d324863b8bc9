import type { Context, Cursor, Read } from '@concord/core/contract';
import { toCursor } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../../src/index.ts';
import { idsOf, openReadingStage, readRecords } from './reading-stage.ts';

const { objects } = salesforce;
const { Contact } = objects;
const read: Readonly<Record<string, Read>> = Object.fromEntries(
  Object.entries(objects).flatMap(([name, object]) =>
    'read' in object ? [[name, object.read]] : [],
  ),
);
const names = Object.keys(read);

type Cursors = Readonly<Record<string, Cursor | null>>;

const everywhere = (cursor: Cursor | null): Cursors =>
  Object.fromEntries(names.map((name) => [name, cursor]));

/** What an engine does in a cycle: prepares, describes everything and reads what changed. */
const runCycle = async (
  context: Context,
  from: Cursors,
): Promise<{ cursors: Cursors; count: number }> => {
  await salesforce.prepare(context, { describe: Object.keys(objects), read: from });
  for (const object of Object.values(objects)) await object.describe(context);
  const cursors: Record<string, Cursor> = {};
  let count = 0;
  for (const [name, one] of Object.entries(read)) {
    const pass = await readRecords(context, one, { from: from[name] ?? null });
    cursors[name] = pass.cursor;
    count += pass.records.length;
  }
  return { cursors, count };
};

describe('a cycle in which nothing changed', () => {
  it('costs two calls over every object', async () => {
    const { crm, context, asked } = await openReadingStage({ accounts: 5, contacts: 20, leads: 5 });
    crm.clock.advance(3_600_000);
    const first = await runCycle(context, everywhere(null));
    expect(first.count).toBeGreaterThan(30);
    crm.clock.advance(900_000);
    asked();
    const second = await runCycle(context, first.cursors);
    expect(second.count).toBe(0);
    expect(names).toHaveLength(7);
    expect(asked()).toEqual(['/composite', '/composite']);
  });

  it('costs one call more where the time is not known yet', async () => {
    const { crm, context, newContext, asked } = await openReadingStage();
    crm.clock.advance(3_600_000);
    const { cursors } = await runCycle(context, everywhere(null));
    crm.clock.advance(900_000);
    asked();
    await runCycle(newContext(), cursors);
    expect(asked()).toEqual(['/limits', '/composite', '/composite']);
  });

  it('moves its marks on as an empty page does', async () => {
    const { crm, context, newContext } = await openReadingStage();
    crm.clock.advance(3_600_000);
    const { cursor } = await readRecords(context, Contact.read);
    crm.clock.advance(900_000);
    const plain = await readRecords(newContext(), Contact.read, { from: cursor });
    await salesforce.prepare(context, { describe: [], read: { Contact: cursor } });
    expect(await readRecords(context, Contact.read, { from: cursor })).toEqual(plain);
  });
});

describe('a cycle in which something changed', () => {
  it('asks besides for the page of that object alone', async () => {
    const { crm, context, asked } = await openReadingStage();
    crm.clock.advance(3_600_000);
    const { cursors } = await runCycle(context, everywhere(null));
    crm.clock.advance(600_000);
    crm.org.insert('Contact', { LastName: 'New' });
    crm.clock.advance(300_000);
    asked();
    expect((await runCycle(context, cursors)).count).toBe(1);
    expect(asked()).toEqual(['/composite', '/composite', '/queryAll']);
  });

  it('sees a change that is committed between asking ahead and reading', async () => {
    const { crm, context } = await openReadingStage();
    crm.clock.advance(3_600_000);
    const { cursor } = await readRecords(context, Contact.read);
    crm.clock.advance(600_000);
    const long = crm.org.begin();
    const late = crm.org.insert('Contact', { LastName: 'Late' }, { transaction: long });
    crm.clock.advance(300_000);
    await salesforce.prepare(context, { describe: [], read: { Contact: cursor } });
    crm.org.commit(long);
    const quiet = await readRecords(context, Contact.read, { from: cursor });
    expect(quiet.records).toEqual([]);
    crm.clock.advance(900_000);
    await salesforce.prepare(context, { describe: [], read: { Contact: quiet.cursor } });
    const next = await readRecords(context, Contact.read, { from: quiet.cursor });
    expect(idsOf(next.records)).toEqual([late]);
  });

  it('sees a change that is older than a mark asked for alone', async () => {
    const { crm, context } = await openReadingStage();
    crm.clock.advance(3_600_000);
    const { cursor } = await readRecords(context, Contact.read);
    crm.clock.advance(600_000);
    await salesforce.prepare(context, { describe: [], read: { Contact: cursor } });
    // Takes the mark and leaves what was seen with it.
    await readRecords(context, Contact.read);
    const added = crm.org.insert('Contact', { LastName: 'New' });
    crm.clock.advance(30_000);
    const { records } = await readRecords(context, Contact.read, { from: cursor });
    expect(idsOf(records)).toEqual([added]);
  });
});

describe('what was asked ahead', () => {
  it('answers once, and is asked for after that', async () => {
    const { context, asked } = await openReadingStage();
    await salesforce.prepare(context, { describe: ['Contact'], read: {} });
    asked();
    await Contact.describe(context);
    expect(asked()).toEqual([]);
    await Contact.describe(context);
    expect(asked()).toEqual(['/sobjects/Contact/describe']);
  });

  it('is not used when it is more than a minute old', async () => {
    const { crm, context, asked } = await openReadingStage();
    await salesforce.prepare(context, { describe: ['Contact'], read: { Contact: null } });
    crm.clock.advance(60_001);
    asked();
    await Contact.describe(context);
    await readRecords(context, Contact.read);
    expect(asked()).toEqual([
      '/sobjects/Contact/describe',
      '/sobjects/Contact/updated',
      '/queryAll',
    ]);
  });

  it('leaves an object that our user may not see to its own answer', async () => {
    const { crm, context, asked } = await openReadingStage();
    const user = crm.report.users.integration;
    crm.setRules({ permissions: [{ user, object: 'Lead', read: false }] });
    await salesforce.prepare(context, { describe: ['Lead', 'Contact'], read: { Lead: null } });
    asked();
    await expect(objects.Lead.describe(context)).rejects.toMatchObject({ retry: 'never' });
    await Contact.describe(context);
    expect(asked()).toEqual(['/sobjects/Lead/describe']);
  });

  it.each([
    ['text', 'garbage'],
    ['the future', '{"v":1,"from":"2036-03-24T10:00:00.000Z","at":null,"next":null}'],
  ])('refuses a cursor of %s where it is read', async (_, text) => {
    const { context } = await openReadingStage();
    const after = toCursor(text);
    await salesforce.prepare(context, { describe: [], read: { Contact: after } });
    const page = Contact.read.page(context, { fields: [], after });
    await expect(page).rejects.toMatchObject({ code: 'invalid' });
  });

  it('goes on by itself where asking together is refused', async () => {
    const { crm, context, asked } = await openReadingStage();
    const body = '[{"errorCode":"NOT_FOUND","message":"no"}]';
    crm.faults.add({ kind: 'status', status: 404, body, match: { path: '/composite' }, times: 1 });
    await salesforce.prepare(context, { describe: ['Contact'], read: {} });
    asked();
    await Contact.describe(context);
    expect(asked()).toEqual(['/sobjects/Contact/describe']);
  });

  it('waits where the day is spent (R-TIME-6)', async () => {
    const { crm, context } = await openReadingStage();
    const body =
      '[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"TotalRequests Limit exceeded."}]';
    crm.faults.add({ kind: 'status', status: 403, body, match: { path: '/composite' }, times: 1 });
    const work = salesforce.prepare(context, { describe: ['Contact'], read: {} });
    await expect(work).rejects.toMatchObject({ code: 'rate-limited', retry: 'later' });
  });

  it('is split into calls that Salesforce takes', async () => {
    const { crm, context, asked } = await openReadingStage();
    crm.clock.advance(3_600_000);
    const { cursors } = await runCycle(context, everywhere(null));
    asked();
    const many = Array.from({ length: 4 }, () => Object.keys(objects)).flat();
    await salesforce.prepare(context, { describe: many, read: cursors });
    expect(asked()).toEqual(['/composite', '/composite', '/composite']);
    await runCycle(context, cursors);
  });
});
