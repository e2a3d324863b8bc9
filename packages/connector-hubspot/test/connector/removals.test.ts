import type { RemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import {
  hostileRules,
  idsOf,
  openReadingStage,
  pathStyles,
  plant,
  read,
  readBin,
  readPass,
  sorted,
  texts,
} from './reading-stage.ts';

const minute = 60_000;

describe.each(pathStyles)('the recycle bin under $name paths', (paths) => {
  it.each(read)('shows what was archived of %s, and nothing else', async (object) => {
    const stage = await openReadingStage({}, paths);
    const ids = plant(stage, object, 5);
    const [one = '', , other = ''] = ids;
    for (const id of [one, other]) stage.crm.portal.archive({ object, id });
    const { read: reading } = stage.objects[object];
    const fields = [texts[object]];
    const records = await readBin(stage.context, reading, fields);
    expect(idsOf(records)).toEqual([one, other]);
    for (const record of records) {
      expect(record).toMatchObject({ removed: true, mergedInto: null });
      expect(Object.keys(record.fields)).toEqual(fields);
    }
  });
});

describe.each(read)('the recycle bin of %s', (object) => {
  it.each(hostileRules)('is looked through to its end where %o', async (rules) => {
    const stage = await openReadingStage({ rules });
    const ids = plant(stage, object, 230);
    for (const id of ids) stage.crm.portal.archive({ object, id });
    const records = await readBin(stage.context, stage.objects[object].read);
    expect(idsOf(records)).toEqual(sorted(ids));
  });

  it.each([true, false])('loses a record that is restored (same id: %s)', async (keepsId) => {
    const stage = await openReadingStage({ rules: { restoreKeepsId: keepsId } });
    const { crm, context, objects } = stage;
    const [id = ''] = plant(stage, object, 1);
    const { cursor } = await readPass(context, objects[object].read);
    crm.portal.archive({ object, id });
    crm.clock.advance(minute);
    const [removed] = await readBin(context, objects[object].read);
    expect(removed).toMatchObject({ id, removed: true });
    const restored = crm.portal.restore({ object, id });
    expect(restored === id).toBe(keepsId);
    crm.clock.advance(minute);
    expect(await readBin(context, objects[object].read)).toEqual([]);
    const { records } = await readPass(context, objects[object].read, { from: cursor });
    expect(records.at(-1)).toMatchObject({ id: restored, removed: false });
    // A later version, so that the removal does not outlast it.
    const [last] = records.slice(-1);
    expect((last?.modifiedAt ?? '') >= (removed?.modifiedAt ?? '')).toBe(true);
  });

  it.each(['multiStatus', 'notFound'] as const)(
    'is not what proves a removal: a read by id is (%s)',
    async (emptyBatchRead) => {
      const stage = await openReadingStage({ rules: { emptyBatchRead } });
      const { crm, context, objects } = stage;
      const [live = '', archived = '', purged = ''] = plant(stage, object, 3);
      crm.portal.archive({ object, id: archived });
      crm.portal.purge({ object, id: purged });
      const { removed } = objects[object].read;
      const ids = [purged, live, archived, '99999999999999'] as RemoteId[];
      expect(await removed(context, ids)).toEqual([purged, archived, '99999999999999']);
      expect(await removed(context, [live as RemoteId])).toEqual([]);
      expect(await removed(context, [purged as RemoteId])).toEqual([purged]);
      expect(await removed(context, [])).toEqual([]);
    },
  );

  it('keeps none that was restored under an id of its own', async () => {
    const stage = await openReadingStage({ rules: { restoreKeepsId: false } });
    const { crm, context, objects } = stage;
    const [old = '' as RemoteId] = plant(stage, object, 1);
    crm.portal.archive({ object, id: old });
    const restored = crm.portal.restore({ object, id: old }) as RemoteId;
    const { removed } = objects[object].read;
    expect(await readBin(context, objects[object].read)).toEqual([]);
    expect(await removed(context, [old, restored])).toEqual([old]);
  });

  it('proves removals of more records than a call takes', async () => {
    const stage = await openReadingStage({ rules: { batchOrder: 'shuffled' } });
    const ids = plant(stage, object, 210);
    const gone = ids.filter((_, at) => at % 3 === 0);
    for (const id of gone) stage.crm.portal.archive({ object, id });
    expect(await stage.objects[object].read.removed(stage.context, ids)).toEqual(gone);
  });
});

it('proves removed who was forgotten for privacy, of whom the bin says nothing', async () => {
  const stage = await openReadingStage();
  const { crm, context, objects } = stage;
  const [stays, forgotten] = plant(stage, 'contacts', 2) as [RemoteId, RemoteId];
  crm.portal.forget({ object: 'contacts', id: forgotten });
  expect(await readBin(context, objects.contacts.read)).toEqual([]);
  expect(await objects.contacts.read.removed(context, [stays, forgotten])).toEqual([forgotten]);
});
