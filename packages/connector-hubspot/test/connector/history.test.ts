import type { FieldHistory, RemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { hubspot, hubspotOn } from '../../src/hubspot.ts';
import { openStage, type Stage } from './open-stage.ts';
import { insert, pathStyles, sent } from './write-stage.ts';

const { contacts } = hubspot.objects;
const { guard } = contacts.write;

const openWithContact = async () => {
  const stage = await openStage();
  const id = insert(stage, 'contacts', { email: 'ada@acme.example', jobtitle: 'Countess' });
  const { userId } = await hubspot.identify(stage.context);
  return { stage, id, userId };
};

/** Changes a title as us, or as a person in HubSpot. */
const setTitle = async (
  { crm, context }: Stage,
  id: RemoteId,
  title: string,
  by: 'us' | 'person',
) => {
  crm.clock.advance(1000);
  if (by === 'us') await contacts.write.update.call(context, [{ id, fields: { jobtitle: title } }]);
  else crm.portal.update({ object: 'contacts', id }, { jobtitle: title });
};

const told = (history: FieldHistory | null | undefined, name: string) =>
  history?.[name]?.map(({ value, ours }) => [value, ours]);

describe('the past of a field', () => {
  it.each(pathStyles)(
    'is told newest first, and whose it was, under $name paths',
    async (paths) => {
      const { stage, id, userId } = await openWithContact();
      await setTitle(stage, id, 'CEO', 'us');
      await setTitle(stage, id, 'CTO', 'person');
      await setTitle(stage, id, 'CFO', 'us');
      await setTitle(stage, id, '', 'person');
      const { history } = hubspotOn(paths).objects.contacts.write.guard;
      const request = { ids: [id], fields: ['jobtitle', 'phone'], userId };
      const [past] = await history(stage.context, request);
      expect(told(past, 'jobtitle')).toEqual([
        [null, false],
        ['CFO', true],
        ['CTO', false],
        ['CEO', true],
        ['Countess', false],
      ]);
      expect(past?.['phone']).toEqual([]);
    },
  );

  it("is not ours where another app's is", async () => {
    const { stage, id } = await openWithContact();
    await setTitle(stage, id, 'CEO', 'us');
    const [past] = await guard.history(stage.context, {
      ids: [id],
      fields: ['jobtitle'],
      userId: 'another-app',
    });
    expect(told(past, 'jobtitle')).toEqual([
      ['CEO', false],
      ['Countess', false],
    ]);
  });

  it('has values as reads have them', async () => {
    const { stage, id, userId } = await openWithContact();
    const fields = {
      numemployees: 12,
      do_not_call: true,
      date_of_birth: '1815-12-10',
      unify_created_at: '2026-03-24T10:00:00.000Z',
    };
    await contacts.write.update.call(stage.context, [{ id, fields }]);
    const names = Object.keys(fields);
    const [past] = await guard.history(stage.context, { ids: [id], fields: names, userId });
    const [record] = await contacts.write.get(stage.context, { ids: [id], fields: names });
    expect(record?.fields).toEqual(fields);
    expect(names.map((name) => past?.[name]?.[0]?.value)).toEqual(Object.values(fields));
  });

  it('of a merged record is that of the one it became', async () => {
    const { stage, id, userId } = await openWithContact();
    const other = insert(stage, 'contacts', { email: 'other@acme.example' });
    const gone = insert(stage, 'contacts', { email: 'gone@acme.example' });
    stage.crm.portal.archive({ object: 'contacts', id: gone });
    await setTitle(stage, id, 'CEO', 'us');
    stage.crm.portal.merge('contacts', { primary: id, other });
    const ids = [gone, id, gone, id];
    const pasts = await guard.history(stage.context, { ids, fields: ['jobtitle'], userId });
    expect(pasts.map((past) => past?.['jobtitle']?.[0]?.value ?? null)).toEqual([
      null,
      'CEO',
      null,
      'CEO',
    ]);
    expect(pasts[0]).toBeNull();
  });

  it('of no record is not asked for', async () => {
    const { stage, userId } = await openWithContact();
    const before = sent(stage).length;
    expect(await guard.history(stage.context, { ids: [], fields: ['jobtitle'], userId })).toEqual(
      [],
    );
    expect(sent(stage)).toHaveLength(before);
  });

  it('is never said to be empty where HubSpot does not tell', async () => {
    const { stage, id, userId } = await openWithContact();
    const request = { ids: [id], fields: ['jobtitle'], userId };
    for (const kind of ['reset', 'truncate', 'malformed', 'html', 'status']) {
      stage.crm.faults.add({ kind, match: { path: '/batch/read' }, times: 1 });
      await expect(guard.history(stage.context, request)).rejects.toMatchObject({ effect: 'none' });
    }
  });
});
