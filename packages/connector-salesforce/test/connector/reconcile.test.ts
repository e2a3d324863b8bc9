import { toRemoteId, type RemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../../src/index.ts';
import { plantMany, planted, plants } from './plant-records.ts';
import { openReadingStage, type ReadingStage } from './reading-stage.ts';

const { objects } = salesforce;

const listAll = async ({ context }: ReadingStage, object: (typeof planted)[number]) => {
  const ids: RemoteId[] = [];
  for (let more = true; more;) {
    const page = await objects[object].read.ids(context, ids.at(-1) ?? null);
    ids.push(...page.ids);
    ({ more } = page);
  }
  return ids;
};

describe.each(planted)('ids of %s', (object) => {
  it('are those of every live record our user sees, ascending', async () => {
    const stage = await openReadingStage();
    const { crm, us } = stage;
    const [live = '', removed = '', hidden = ''] = plantMany(crm.org, object, 3);
    crm.org.remove({ object, id: removed });
    crm.org.share({ object, id: hidden }, { user: us, isVisible: false });
    expect(await listAll(stage, object)).toEqual([live]);
  });
});

describe.each(planted)('proof that a %s is removed', (object) => {
  it('is the bin; what is hidden or live has none', async () => {
    const { crm, context, us, asked } = await openReadingStage();
    const [live, removed, hidden] = plantMany(crm.org, object, 3).map(toRemoteId);
    if (!live || !removed || !hidden) throw new Error('nothing planted');
    crm.clock.advance(600_000);
    crm.org.remove({ object, id: removed });
    crm.org.share({ object, id: hidden }, { user: us, isVisible: false });
    crm.clock.advance(600_000);
    asked();
    const { read } = objects[object];
    expect(await read.removed(context, [hidden, removed, live])).toEqual([removed]);
    expect(asked().slice(0, 2)).toEqual(['/composite', `/sobjects/${object}/deleted`]);
  });

  it('is none for what was purged, where something may be hidden', async () => {
    const { crm, context, us } = await openReadingStage();
    const [purged = '', other = ''] = plantMany(crm.org, object, 2);
    crm.org.share({ object, id: other }, { user: us, isVisible: false });
    crm.org.remove({ object, id: purged });
    crm.org.purge({ object, id: purged });
    const never = toRemoteId(`${purged.slice(0, 12)}zzzAAA`);
    expect(await objects[object].read.removed(context, [toRemoteId(purged), never])).toEqual([]);
  });
});

describe('the ids of many records', () => {
  it('cost a call for each 2,000, in short pages too', async () => {
    const stage = await openReadingStage();
    const ids = plantMany(stage.crm.org, 'Contact', 4500);
    stage.asked();
    expect(await listAll(stage, 'Contact')).toEqual(ids.toSorted());
    expect(stage.asked()).toHaveLength(3);
    stage.crm.setRules({ shortPages: 0.7 });
    expect(await listAll(stage, 'Contact')).toEqual(ids.toSorted());
  });

  it('hold tasks that are archived', async () => {
    const stage = await openReadingStage();
    const closed = stage.crm.org.insert('Task', {
      Subject: 'Old',
      Status: 'Completed',
      ActivityDate: '2024-01-01',
    });
    expect(await listAll(stage, 'Task')).toEqual([closed]);
  });
});

describe('proof of removal', () => {
  it.each(['Account', 'Contact', 'Lead'] as const)('is a merge of %s', async (object) => {
    const { crm, context } = await openReadingStage();
    const [winner = '', loser = ''] = plantMany(crm.org, object, 2);
    crm.org.merge(object, { winner, losers: [loser], values: {} });
    const ids = [winner, loser].map(toRemoteId);
    expect(await objects[object].read.removed(context, ids)).toEqual([loser]);
  });

  it('is the log of the last 15 days, where the bin is hidden', async () => {
    const { crm, context, us } = await openReadingStage();
    const [removed] = plantMany(crm.org, 'Contact', 1).map(toRemoteId);
    if (!removed) throw new Error('nothing planted');
    crm.clock.advance(600_000);
    crm.org.remove({ object: 'Contact', id: removed });
    crm.org.share({ object: 'Contact', id: removed }, { user: us, isVisible: false });
    crm.clock.advance(600_000);
    expect(await objects.Contact.read.removed(context, [removed])).toEqual([removed]);
    crm.clock.advance(16 * 86_400_000);
    expect(await objects.Contact.read.removed(context, [removed])).toEqual([]);
  });

  it('ends with an undelete', async () => {
    const { crm, context } = await openReadingStage();
    const [id] = plantMany(crm.org, 'Contact', 1).map(toRemoteId);
    if (!id) throw new Error('nothing planted');
    crm.org.remove({ object: 'Contact', id });
    crm.org.undelete({ object: 'Contact', id });
    expect(await objects.Contact.read.removed(context, [id])).toEqual([]);
  });

  it('is none where there is no log and something may be hidden', async () => {
    const { crm, context, us } = await openReadingStage();
    const other = plants.Contact(crm.org, 2);
    crm.org.share({ object: 'Contact', id: other }, { user: us, isVisible: false });
    const body = '[{"errorCode":"EXCEEDED_ID_LIMIT","message":"too many"}]';
    crm.faults.add({ kind: 'status', status: 400, body, match: { path: '/deleted' }, times: 1 });
    const id = toRemoteId(plants.Contact(crm.org, 1));
    crm.org.purge({ object: 'Contact', id });
    expect(await objects.Contact.read.removed(context, [id])).toEqual([]);
  });

  it('is not to be seen by a user who views all records', async () => {
    const { crm, context } = await openReadingStage();
    const id = toRemoteId(plants.Contact(crm.org, 1));
    crm.org.purge({ object: 'Contact', id });
    expect(await objects.Contact.read.removed(context, [id])).toEqual([id]);
  });

  it('costs four calls for 1,000 ids', async () => {
    const { crm, context, asked } = await openReadingStage();
    const ids = plantMany(crm.org, 'Contact', 1000).map(toRemoteId);
    await salesforce.identify(context);
    crm.org.purge({ object: 'Contact', id: ids[0] ?? '' });
    asked();
    expect(await objects.Contact.read.removed(context, ids)).toEqual([ids[0]]);
    expect(asked()).toHaveLength(4);
  });
});
