import { describe, expect, it } from 'vitest';
import { openReadingStage, pathStyles, readPass, type ReadingStage } from './reading-stage.ts';

const addDeal = ({ crm }: ReadingStage, more: Record<string, string> = {}): string =>
  crm.portal.insert('deals', {
    dealname: 'Engines',
    dealstage: 'qualifiedtobuy',
    pipeline: 'default',
    amount: '1200.5',
    closedate: '2026-06-30T22:00:00Z',
    deal_currency_code: 'EUR',
    ...more,
  });

/** A deal as one that is older than the property which says whether it is closed. */
const forgetClosing = (stage: ReadingStage): ReadingStage['context'] => ({
  ...stage.context,
  fetch: async (path, init) => {
    const response = await stage.context.fetch(path, init);
    const text = await response.text();
    const old = text.replaceAll(/"(hs_is_closed(?:_won)?)":"(?:true|false)"/g, '"$1":null');
    return new Response(old, { status: response.status, headers: response.headers });
  },
});

describe.each(pathStyles)('a deal under $name paths', (paths) => {
  it('is read as an opportunity, with its stage as people read it (R-OPP-1)', async () => {
    const stage = await openReadingStage({}, paths);
    const { context, objects } = stage;
    const id = addDeal(stage);
    const fields = Object.values(objects.deals.defaultMapping);
    const { latest } = await readPass(context, objects.deals.read, { fields });
    expect(latest.get(id)?.fields).toEqual({
      dealname: 'Engines',
      dealstage: 'Qualified To Buy',
      amount: 1200.5,
      deal_currency_code: 'EUR',
      closedate: '2026-06-30T22:00:00.000Z',
      hs_is_closed: false,
      hs_is_closed_won: false,
    });
  });

  it('is closed, and won, as its stage goes', async () => {
    const stage = await openReadingStage({}, paths);
    const { crm, context, objects } = stage;
    const id = addDeal(stage);
    const fields = Object.values(objects.deals.defaultMapping);
    const first = await readPass(context, objects.deals.read, { fields });
    crm.portal.update({ object: 'deals', id }, { dealstage: 'closedwon' });
    crm.clock.advance(60_000);
    const { latest } = await readPass(context, objects.deals.read, { fields, from: first.cursor });
    expect(latest.get(id)?.fields).toMatchObject({
      dealstage: 'Closed Won',
      hs_is_closed: true,
      hs_is_closed_won: true,
    });
  });
});

describe('a deal', () => {
  it.each([
    [{}, false, false],
    [{ dealstage: 'closedwon' }, true, true],
    [{ dealstage: 'closedlost' }, true, false],
    [{ pipeline: '704112', dealstage: '1048211' }, true, true],
    [{ pipeline: '704112', dealstage: '1048210' }, false, false],
  ])('that does not say it is closed is so by its stage: %o', async (more, isClosed, isWon) => {
    const stage = await openReadingStage();
    addDeal(stage, more);
    const { deals } = stage.objects;
    const fields = deals.alwaysRead;
    const { records } = await readPass(forgetClosing(stage), deals.read, { fields });
    expect(records[0]?.fields).toMatchObject({ hs_is_closed: isClosed, hs_is_closed_won: isWon });
  });

  it('has the name of a stage of the customer’s own', async () => {
    const stage = await openReadingStage();
    addDeal(stage, { pipeline: '704112', dealstage: '1048212' });
    const { deals } = stage.objects;
    const { records } = await readPass(stage.context, deals.read, { fields: ['dealstage'] });
    expect(records[0]?.fields).toEqual({ dealstage: 'Churned' });
  });

  it('may lack an amount and a date of closing', async () => {
    const stage = await openReadingStage();
    stage.crm.portal.insert('deals', { dealname: 'Bare' });
    const { deals } = stage.objects;
    const fields = Object.values(deals.defaultMapping);
    const { records } = await readPass(stage.context, deals.read, { fields });
    expect(records[0]?.fields).toMatchObject({ amount: null, closedate: null, dealstage: null });
  });

  it('has no way to be written (R-OPP-2)', async () => {
    const { objects } = await openReadingStage();
    expect(objects.deals).not.toHaveProperty('write');
  });
});

describe('the stages of deals', () => {
  const stages = (...ids: readonly string[]) => [
    {
      id: 'default',
      label: 'Sales',
      stages: ids.map((id) => ({ id, label: `Stage ${id}`, isClosed: false, probability: 0.5 })),
    },
  ];
  const setStages = async ({ crm }: ReadingStage, ...ids: readonly string[]) => {
    const body = JSON.stringify(stages(...ids));
    await fetch(`${crm.url}/__simulator/pipelines`, { method: 'POST', body });
  };
  const asked = (stage: ReadingStage) =>
    stage.asked().filter((one) => one.includes('/pipelines/')).length;

  it('are asked for once an hour, and for one that is new at once', async () => {
    const stage = await openReadingStage();
    const { crm, context, objects } = stage;
    const fields = ['dealstage'];
    await setStages(stage, '1');
    addDeal(stage, { dealstage: '1' });
    let { cursor } = await readPass(context, objects.deals.read, { fields });
    expect(asked(stage)).toBe(1);
    for (const id of ['1', '2']) {
      await setStages(stage, '1', '2');
      crm.clock.advance(15 * 60_000);
      const deal = addDeal(stage, { dealstage: id });
      crm.clock.advance(60_000);
      await objects.deals.describe(context);
      const pass = await readPass(context, objects.deals.read, { fields, from: cursor });
      ({ cursor } = pass);
      expect(pass.latest.get(deal)?.fields['dealstage']).toBe(`Stage ${id}`);
      expect(asked(stage)).toBe(id === '1' ? 0 : 1);
    }
    crm.clock.advance(61 * 60_000);
    await objects.deals.describe(context);
    expect(asked(stage)).toBe(1);
  });
});
