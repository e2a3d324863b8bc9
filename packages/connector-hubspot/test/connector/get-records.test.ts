import type { RemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { getRecords } from '../../src/get-records.ts';
import { openReadingStage, pathStyles, plant, read, texts } from './reading-stage.ts';
import { shapeOf } from './write-stage.ts';

describe.each(pathStyles)('records read by id under $name paths', (paths) => {
  it.each(read)('come in the order asked for, archived ones too: %s', async (object) => {
    const stage = await openReadingStage({ rules: { batchOrder: 'shuffled' } }, paths);
    const { crm, context } = stage;
    const ids = plant(stage, object, 230);
    const [archived = '', purged = ''] = ids;
    crm.portal.archive({ object, id: archived });
    crm.portal.purge({ object, id: purged });
    const fields = [texts[object]];
    const records = await getRecords(shapeOf(object, paths))(context, { ids, fields });
    expect(records.map((one) => one?.id ?? null)).toEqual(ids.with(1, null as never));
    expect(records[0]).toMatchObject({ removed: true, mergedInto: null });
    expect(records[2]).toMatchObject({ removed: false });
  });
});

describe('records read by id', () => {
  const get = getRecords(shapeOf('contacts'));

  it.each(['multiStatus', 'notFound'] as const)(
    'may be none at all (%s)',
    async (emptyBatchRead) => {
      const { context } = await openReadingStage({ rules: { emptyBatchRead } });
      const ids = ['99999999999998', '99999999999999'] as RemoteId[];
      expect(await get(context, { ids, fields: ['email'] })).toEqual([null, null]);
      expect(await get(context, { ids: [], fields: ['email'] })).toEqual([]);
    },
  );

  it('are one call where all are live', async () => {
    const stage = await openReadingStage();
    const ids = plant(stage, 'contacts', 100);
    await stage.objects.contacts.describe(stage.context);
    stage.asked();
    await get(stage.context, { ids, fields: ['email'] });
    expect(stage.asked()).toEqual(['POST /crm/objects/2026-09/contacts/batch/read']);
  });

  it('are as they are at once, whatever a search shows', async () => {
    const stage = await openReadingStage({
      rules: { searchLag: { minMs: 60_000, maxMs: 60_000 } },
    });
    const ids = plant(stage, 'contacts', 1);
    const [record] = await get(stage.context, { ids, fields: ['email'] });
    expect(record?.fields).toEqual({ email: 'p0@acme.example' });
  });

  it('may be asked for twice', async () => {
    const stage = await openReadingStage();
    const [id] = plant(stage, 'contacts', 1) as [RemoteId];
    const records = await get(stage.context, { ids: [id, id], fields: [] });
    expect(records.map((one) => one?.id)).toEqual([id, id]);
  });
});
