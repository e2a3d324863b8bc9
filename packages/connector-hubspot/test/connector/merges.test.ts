import type { Cursor, RemoteId, RemoteRecord } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { getRecords } from '../../src/get-records.ts';
import { recordMax } from '../../src/fit-page.ts';
import { toName } from '../../src/query-text.ts';
import {
  idsOf,
  listed,
  openReadingStage,
  pathStyles,
  plant,
  readBin,
  readPass,
  texts,
  type ReadingStage,
} from './reading-stage.ts';
import { shapeOf } from './write-stage.ts';

const minute = 60_000;

const shape = (name: (typeof listed)[number]) => ({
  ...shapeOf(name),
  mergedIds: [toName('hs_merged_object_ids'), toName('hs_calculated_merged_vids')],
});

const merge = (
  { crm }: ReadingStage,
  object: string,
  [primary = '', other = '']: readonly (string | undefined)[],
): RemoteId => crm.portal.merge(object, { primary, other }) as RemoteId;

/** What became of each record, by id. */
const fates = (records: readonly RemoteRecord[]) =>
  Object.fromEntries(records.map(({ id, removed, mergedInto }) => [id, mergedInto ?? !removed]));

describe.each(pathStyles)('records merged under $name paths', (paths) => {
  it.each(listed)('are named with their survivor: %s', async (object) => {
    const stage = await openReadingStage({}, paths);
    const { context, objects } = stage;
    const [a = '', b = '', c = ''] = plant(stage, object, 3);
    const first = await readPass(context, objects[object].read);
    const ab = merge(stage, object, [a, b]);
    stage.crm.clock.advance(minute);
    const second = await readPass(context, objects[object].read, { from: first.cursor });
    expect(fates(second.records)).toEqual({ [a]: ab, [b]: ab, [c]: true, [ab]: true });
    const abc = merge(stage, object, [c, ab]);
    stage.crm.clock.advance(minute);
    const third = await readPass(context, objects[object].read, { from: second.cursor });
    expect(fates(third.records)).toEqual({ [a]: abc, [b]: abc, [c]: abc, [ab]: abc, [abc]: true });
  });
});

describe.each(listed)('a merge of %s', (object) => {
  const fields = [texts[object]];

  it('is told by a first read, too', async () => {
    const stage = await openReadingStage();
    const [a = '', b = ''] = plant(stage, object, 2);
    const survivor = merge(stage, object, [a, b]);
    const { records } = await readPass(stage.context, stage.objects[object].read, { fields });
    expect(fates(records)).toEqual({ [a]: survivor, [b]: survivor, [survivor]: true });
    for (const record of records) expect(record.fields).toEqual({ [texts[object]]: null });
  });

  it('says the same however often it is read', async () => {
    const stage = await openReadingStage();
    const { crm, context, objects } = stage;
    const [a, b] = plant(stage, object, 2);
    let from: Cursor = (await readPass(context, objects[object].read)).cursor;
    const survivor = merge(stage, object, [a, b]);
    const told: RemoteRecord[][] = [];
    for (const text of ['One', 'Other']) {
      crm.portal.update({ object, id: survivor }, { [texts[object]]: text });
      crm.clock.advance(minute);
      const pass = await readPass(context, objects[object].read, { from });
      told.push(pass.records);
      from = pass.cursor;
    }
    expect(fates(told[0] ?? [])).toEqual(fates(told[1] ?? []));
    expect(fates(told[1] ?? [])).toEqual({
      [a ?? '']: survivor,
      [b ?? '']: survivor,
      [survivor]: true,
    });
  });

  it('is followed by a read by id, whatever else was asked for', async () => {
    const stage = await openReadingStage({ rules: { batchOrder: 'shuffled' } });
    const ids = plant(stage, object, 4);
    const [a = '', b = '', c = ''] = ids;
    const survivor = merge(stage, object, [a, b]);
    const get = getRecords(shape(object));
    const asked = [b, c, survivor, a, '99999999999999'] as RemoteId[];
    const records = await get(stage.context, { ids: asked, fields });
    expect(records.map((one) => one?.id ?? null)).toEqual([b, c, survivor, a, null]);
    expect(records.map((one) => one?.mergedInto ?? null)).toEqual([
      survivor,
      null,
      null,
      survivor,
      null,
    ]);
    expect(records[0]).toMatchObject({ removed: true });
    const [alone] = await get(stage.context, { ids: [a as RemoteId], fields });
    expect(alone).toMatchObject({ id: a, removed: true, mergedInto: survivor });
  });

  it('is told of a survivor that is in the recycle bin', async () => {
    const stage = await openReadingStage();
    const { crm, context, objects } = stage;
    const [a = '', b = ''] = plant(stage, object, 2);
    const survivor = merge(stage, object, [a, b]);
    crm.portal.archive({ object, id: survivor });
    const binned = await readBin(context, objects[object].read);
    expect(fates(binned)).toEqual({ [a]: survivor, [b]: survivor, [survivor]: false });
    const get = getRecords(shape(object));
    const got = await get(context, { ids: [a, survivor] as RemoteId[], fields });
    expect(got).toMatchObject([
      { id: a, removed: true, mergedInto: survivor },
      { id: survivor, removed: true, mergedInto: null },
    ]);
  });

  it('is a removal of both', async () => {
    const stage = await openReadingStage();
    const [a, b, c] = plant(stage, object, 3);
    merge(stage, object, [a, b]);
    const ids = [a, b, c] as RemoteId[];
    expect(await stage.objects[object].read.removed(stage.context, ids)).toEqual([a, b]);
  });

  it('is read in pages no longer than declared', async () => {
    const stage = await openReadingStage();
    const { crm, context, objects } = stage;
    const pass = await readPass(context, objects[object].read);
    const big = Array.from({ length: 12 }, (_, at) => plant(stage, object, 60, at * 60));
    const survivors = big.map(([first, ...others]) =>
      others.reduce((one, other) => merge(stage, object, [one, other]), first ?? ''),
    );
    crm.clock.advance(minute);
    for (const from of [null, pass.cursor]) {
      let longest = 0;
      const records: RemoteRecord[] = [];
      for (let after = from; ;) {
        const page = await objects[object].read.page(context, { fields: [], after });
        longest = Math.max(longest, page.records.length);
        records.push(...page.records);
        after = page.cursor;
        if (!page.more) break;
      }
      expect(longest).toBeLessThanOrEqual(recordMax);
      const live = records.filter(({ removed }) => !removed);
      expect(idsOf(live).toSorted()).toEqual(survivors.toSorted());
      const gone = new Set(idsOf(records.filter(({ mergedInto }) => mergedInto !== null)));
      expect(big.flat().every((id) => gone.has(id))).toBe(true);
    }
  });
});
