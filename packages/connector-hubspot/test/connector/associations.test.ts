import type { RemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import type { ReadingStage } from './reading-stage.ts';
import { openReadingStage, pathStyles, plant, readPass } from './reading-stage.ts';

const link = (
  { crm }: ReadingStage,
  from: readonly [object: string, id: string | undefined],
  to: readonly [object: string, id: string | undefined, ...typeIds: number[]],
): void => {
  const [object, id, ...typeIds] = to;
  crm.portal.associate({
    from: { object: from[0], id: from[1] ?? '' },
    to: { object, id: id ?? '' },
    typeIds,
  });
};

describe.each(pathStyles)('what records belong to, under $name paths', (paths) => {
  it('is told of each record asked for, the primary one first', async () => {
    const rules = { firstCompanyIsPrimary: false, batchOrder: 'shuffled' } as const;
    const stage = await openReadingStage({ rules }, paths);
    const [acme, bolt] = plant(stage, 'companies', 2);
    const [ada, ben, cid] = plant(stage, 'contacts', 3);
    const [one, other, none] = plant(stage, 'deals', 3);
    link(stage, ['deals', one], ['companies', acme]);
    link(stage, ['deals', one], ['companies', bolt, 341, 5]);
    link(stage, ['deals', one], ['contacts', ada]);
    link(stage, ['deals', one], ['contacts', ben]);
    link(stage, ['deals', other], ['contacts', cid]);
    const { call } = stage.objects.deals.associations;
    const ids = [other, none, one] as RemoteId[];
    expect(await call(stage.context, { ids, to: 'companies' })).toEqual([[], [], [bolt, acme]]);
    expect(await call(stage.context, { ids, to: 'contacts' })).toEqual([[cid], [], [ada, ben]]);
  });

  it('is nothing of a record that is gone, and no error', async () => {
    const stage = await openReadingStage({}, paths);
    const ids = plant(stage, 'deals', 2);
    stage.crm.portal.archive({ object: 'deals', id: ids[0] ?? '' });
    const { call } = stage.objects.deals.associations;
    const asked = [...ids, '99999999999999' as RemoteId];
    expect(await call(stage.context, { ids: asked, to: 'contacts' })).toEqual([[], [], []]);
    expect(await call(stage.context, { ids: [], to: 'contacts' })).toEqual([]);
  });

  it('comes with the list of deals, and with no search', async () => {
    const stage = await openReadingStage({}, paths);
    const { crm, context, objects } = stage;
    const [acme] = plant(stage, 'companies', 1);
    const [ada] = plant(stage, 'contacts', 1);
    const [deal, lone] = plant(stage, 'deals', 2);
    link(stage, ['deals', deal], ['companies', acme]);
    link(stage, ['deals', deal], ['contacts', ada]);
    const first = await readPass(context, objects.deals.read);
    expect(first.latest.get(deal ?? '')?.associated).toEqual({
      companies: [acme],
      contacts: [ada],
    });
    expect(first.latest.get(lone ?? '')?.associated).toEqual({ companies: [], contacts: [] });
    crm.clock.advance(1000);
    const second = await readPass(context, objects.deals.read, { from: first.cursor });
    expect(second.records).toHaveLength(2);
    for (const record of second.records) expect(record).not.toHaveProperty('associated');
  });
});

describe('what a contact belongs to', () => {
  it.each([true, false])('is its primary company (the first is it: %s)', async (isPrimary) => {
    const stage = await openReadingStage({ rules: { firstCompanyIsPrimary: isPrimary } });
    const { context, objects } = stage;
    const [acme, bolt] = plant(stage, 'companies', 2);
    const ids = plant(stage, 'contacts', 3);
    link(stage, ['contacts', ids[0]], ['companies', acme]);
    link(stage, ['contacts', ids[1]], ['companies', acme]);
    link(stage, ['contacts', ids[1]], ['companies', bolt, 279, 1]);
    const fields = ['associatedcompanyid'];
    const { latest } = await readPass(context, objects.contacts.read, { fields });
    const own = ids.map((id) => latest.get(id)?.fields['associatedcompanyid'] ?? null);
    const told = await objects.contacts.associations.call(context, { ids, to: 'companies' });
    expect(told.map(([first]) => first ?? null)).toEqual(own);
    expect(own).toEqual([isPrimary ? acme : null, bolt, null]);
  });
});

describe('associations of many', () => {
  it('are paged to their end inside a record', async () => {
    const stage = await openReadingStage({ rules: { batchOrder: 'shuffled' } });
    const contacts = plant(stage, 'contacts', 1100);
    const deals = plant(stage, 'deals', 3);
    for (const id of contacts) link(stage, ['deals', deals[1]], ['contacts', id]);
    link(stage, ['deals', deals[2]], ['contacts', contacts[0]]);
    const { call } = stage.objects.deals.associations;
    const told = await call(stage.context, { ids: deals, to: 'contacts' });
    expect(told.map(({ length }) => length)).toEqual([0, 1100, 1]);
    expect(new Set(told[1])).toEqual(new Set(contacts));
  });

  it('are one call for 1,000 records', async () => {
    const stage = await openReadingStage();
    const ids = plant(stage, 'deals', 1000);
    stage.asked();
    const { call, batchMax } = stage.objects.deals.associations;
    expect(batchMax).toBe(1000);
    await call(stage.context, { ids, to: 'contacts' });
    expect(stage.asked()).toEqual(['POST /crm/associations/2026-09/deals/contacts/batch/read']);
  });

  it('that a list shows in part are asked for', async () => {
    const stage = await openReadingStage();
    const { context, objects } = stage;
    const ids = plant(stage, 'contacts', 3);
    const [deal] = plant(stage, 'deals', 1);
    for (const id of ids) link(stage, ['deals', deal], ['contacts', id]);
    const cutting: typeof context = {
      ...context,
      fetch: async (path, init) => {
        const response = await context.fetch(path, init);
        if (!path.includes('associations=')) return response;
        const text = await response.text();
        const body = JSON.parse(text) as { results: { associations: { contacts: object } }[] };
        for (const { associations } of body.results)
          Object.assign(associations.contacts, {
            results: [{ id: ids[0], type: 'deal_to_contact' }],
            paging: { next: { after: '1' } },
          });
        return Response.json(body, { headers: { date: response.headers.get('date') ?? '' } });
      },
    };
    const { records } = await readPass(cutting, objects.deals.read);
    expect(records[0]?.associated?.['contacts']).toEqual(ids);
  });

  it('throw what else went wrong', async () => {
    const stage = await openReadingStage();
    const { context, objects } = stage;
    const ids = plant(stage, 'deals', 1);
    const refused: typeof context = {
      ...context,
      fetch: () =>
        Promise.resolve(
          Response.json(
            {
              status: 'COMPLETE',
              results: [],
              errors: [{ status: 'error', category: 'FORBIDDEN', message: 'No.' }],
            },
            { status: 207 },
          ),
        ),
    };
    const work = objects.deals.associations.call(refused, { ids, to: 'contacts' });
    await expect(work).rejects.toMatchObject({ code: 'forbidden', effect: 'none' });
  });
});
