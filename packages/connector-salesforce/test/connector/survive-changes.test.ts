import type { Cursor, Fields } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../../src/index.ts';
import { plantMany, planted, plants, type Planted } from './plant-records.ts';
import { idsOf, openReadingStage, readRecords, type ReadingStage } from './reading-stage.ts';

const { objects } = salesforce;
const minute = 60_000;

/** A text field of each object that anybody may change. */
const texts: Readonly<Record<Planted, string>> = {
  Account: 'Description',
  Contact: 'Title',
  Lead: 'Title',
  Opportunity: 'NextStep',
  OpportunityContactRole: 'Role',
  Task: 'Description',
};

/** An organisation that was read once, an hour after it began, and where that ended. */
const openRead = async (object: Planted): Promise<ReadingStage & { readonly from: Cursor }> => {
  const stage = await openReadingStage();
  stage.crm.clock.advance(60 * minute);
  const { cursor } = await readRecords(stage.context, objects[object].read);
  return { ...stage, from: cursor };
};

/** What comes back from the bin: a contact role only with its opportunity. */
const wholeOf = ({ org }: ReadingStage['crm'], ref: { object: Planted; id: string }) =>
  ref.object === 'OpportunityContactRole'
    ? { object: 'Opportunity', id: String(org.read(ref)?.['OpportunityId']) }
    : ref;

const changeTo = (object: Planted, text: string): Fields => ({ [texts[object]]: text });

describe.each(planted)('reading %s', (object) => {
  const { read } = objects[object];

  it('loses none of 2,001 of one second in pages days apart', async () => {
    const { crm, context, from } = await openRead(object);
    crm.setRules({ shortPages: 1 });
    const ids = plantMany(crm.org, object, 2001);
    crm.clock.advance(minute);
    const page = await read.page(context, { fields: [], after: from });
    expect(page.more).toBe(true);
    crm.clock.advance(3 * 86_400_000);
    const { records } = await readRecords(context, read, { from: page.cursor });
    expect(idsOf([...page.records, ...records]).toSorted()).toEqual(ids.toSorted());
  });

  it('sees what is committed after later changes were read', async () => {
    const { crm, context, from } = await openRead(object);
    const long = crm.org.begin();
    const late = plants[object](crm.org, 1, { transaction: long });
    crm.clock.advance(60 * minute);
    const early = plants[object](crm.org, 2);
    crm.clock.advance(2 * minute);
    const first = await readRecords(context, read, { from });
    expect(idsOf(first.records)).toEqual([early]);
    crm.org.commit(long);
    const second = await readRecords(context, read, { from: first.cursor });
    expect(idsOf(second.records)).toContain(late);
  });

  it('sees the last of a record that changes between two pages', async () => {
    const { crm, context, from } = await openRead(object);
    const ids = plantMany(crm.org, object, 2001);
    crm.clock.advance(minute);
    const fields = [texts[object]];
    const page = await read.page(context, { fields, after: from });
    expect(page.more).toBe(true);
    const [first = '', last = ''] = [ids[0], ids.at(-1)];
    for (const id of [first, last]) crm.org.update({ object, id }, changeTo(object, 'Other'));
    crm.clock.advance(minute);
    const { records } = await readRecords(context, read, { fields, from: page.cursor });
    const latest = new Map([...page.records, ...records].map((one) => [one.id as string, one]));
    expect([...latest.keys()].toSorted()).toEqual(ids.toSorted());
    expect([first, last].map((id) => latest.get(id)?.fields)).toEqual([
      changeTo(object, 'Other'),
      changeTo(object, 'Other'),
    ]);
  });

  it('shows a removal and its undoing', async () => {
    const { crm, context, from } = await openRead(object);
    const [id = ''] = plantMany(crm.org, object, 1);
    crm.clock.advance(2 * minute);
    const first = await readRecords(context, read, { from });
    expect(first.records.at(-1)).toMatchObject({ id, removed: false });
    const whole = wholeOf(crm, { object, id });
    crm.org.remove(whole);
    crm.clock.advance(2 * minute);
    const second = await readRecords(context, read, { from: first.cursor });
    expect(second.records.at(-1)).toMatchObject({ id, removed: true });
    crm.org.undelete(whole);
    crm.clock.advance(2 * minute);
    const third = await readRecords(context, read, { from: second.cursor });
    expect(third.records.at(-1)).toMatchObject({ id, removed: false });
  });

  it('takes a record that was hidden for no removal', async () => {
    const { crm, context, us, from } = await openRead(object);
    const [id = ''] = plantMany(crm.org, object, 1);
    crm.clock.advance(10 * minute);
    const first = await readRecords(context, read, { from });
    crm.org.share({ object, id }, { user: us, isVisible: false });
    crm.clock.advance(10 * minute);
    const second = await readRecords(context, read, { from: first.cursor });
    expect(second.records).toEqual([]);
    crm.org.share({ object, id }, { user: us, isVisible: true });
    crm.org.update({ object, id }, changeTo(object, 'Shown'));
    crm.clock.advance(minute);
    const third = await readRecords(context, read, { from: second.cursor });
    expect(third.records).toMatchObject([{ id, removed: false }]);
  });
});

describe.each(['Account', 'Contact', 'Lead'] as const)('merging %s', (object) => {
  it('names each survivor of a chain', async () => {
    const { crm, context, from } = await openRead(object);
    const [a = '', b = '', c = ''] = plantMany(crm.org, object, 3);
    crm.clock.advance(2 * minute);
    const first = await readRecords(context, objects[object].read, { from });
    crm.org.merge(object, { winner: b, losers: [a], values: {} });
    crm.clock.advance(2 * minute);
    crm.org.merge(object, { winner: c, losers: [b], values: {} });
    crm.clock.advance(2 * minute);
    const second = await readRecords(context, objects[object].read, { from: first.cursor });
    const into = new Map(second.records.map((one) => [one.id as string, one.mergedInto]));
    expect([a, b, c].map((id) => into.get(id))).toEqual([b, c, null]);
  });
});

describe('reading User', () => {
  it('sees what is committed after later changes were read', async () => {
    const { crm, context } = await openReadingStage();
    crm.clock.advance(60 * minute);
    const { read } = objects.User;
    const { cursor } = await readRecords(context, read);
    const [one = '', other = ''] = crm.report.users.owners;
    const long = crm.org.begin();
    crm.org.update({ object: 'User', id: one }, { Title: 'Late' }, { transaction: long });
    crm.clock.advance(60 * minute);
    crm.org.update({ object: 'User', id: other }, { Title: 'Early' });
    crm.clock.advance(2 * minute);
    const first = await readRecords(context, read, { from: cursor });
    expect(idsOf(first.records)).toEqual([other]);
    crm.org.commit(long);
    const second = await readRecords(context, read, { from: first.cursor });
    expect(idsOf(second.records)).toContain(one);
  });
});

describe('a field that is taken from our user', () => {
  it('is named by the read that asked for it, and none is lost', async () => {
    const { crm, context, us, from } = await openRead('Contact');
    const id = plants.Contact(crm.org, 1);
    crm.clock.advance(minute);
    crm.setRules({ permissions: [{ user: us, object: 'Contact', fields: { Title: 'none' } }] });
    const work = readRecords(context, objects.Contact.read, { fields: ['Title'], from });
    await expect(work).rejects.toMatchObject({ code: 'unsupported', field: 'Title' });
    const { records } = await readRecords(context, objects.Contact.read, { from });
    expect(idsOf(records)).toEqual([id]);
  });

  it('is named by the write that names it', async () => {
    const { crm, context, us } = await openReadingStage();
    crm.setRules({ permissions: [{ user: us, object: 'Contact', fields: { Title: 'none' } }] });
    const draft = { fields: { LastName: 'Lovelace', Title: 'Countess' } };
    const [result] = await objects.Contact.write.create.call(context, [draft]);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'unsupported', field: 'Title', effect: 'none' },
    });
  });
});
