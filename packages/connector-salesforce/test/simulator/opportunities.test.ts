import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const startMs = Date.parse('2026-06-01T12:00:00Z');
const frozen = { clock: { startMs, running: false } };
const deal = { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-09-15' };

const create = async (org: OpenOrg, object: string, body: object): Promise<string> =>
  (await org.send('POST', `sobjects/${object}`, { body })).json.id;

const read = async (org: OpenOrg, object: string, id: string) =>
  (await org.send('GET', `sobjects/${object}/${id}`)).json;

const rolesOf = async (org: OpenOrg, id: string) =>
  (
    await org.query(
      `SELECT Id, ContactId, IsPrimary FROM OpportunityContactRole WHERE OpportunityId = '${id}' ORDER BY Id`,
    )
  ).json.records;

describe('an opportunity', () => {
  it('follows its stage', async () => {
    const org = await openOrg(frozen);
    const id = await create(org, 'Opportunity', { ...deal, Amount: 1000 });
    expect(await read(org, 'Opportunity', id)).toMatchObject({
      IsClosed: false,
      IsWon: false,
      Probability: 10,
      ExpectedRevenue: 100,
      ForecastCategory: 'Pipeline',
      ForecastCategoryName: 'Pipeline',
      AccountId: null,
      FiscalYear: 2026,
      FiscalQuarter: 3,
      Fiscal: '2026 3',
    });
    await org.send('PATCH', `sobjects/Opportunity/${id}`, { body: { StageName: 'Closed Won' } });
    expect(await read(org, 'Opportunity', id)).toMatchObject({
      IsClosed: true,
      IsWon: true,
      Probability: 100,
      ExpectedRevenue: 1000,
      ForecastCategory: 'Closed',
    });
    await org.send('PATCH', `sobjects/Opportunity/${id}`, { body: { StageName: 'Closed Lost' } });
    expect(await read(org, 'Opportunity', id)).toMatchObject({
      IsClosed: true,
      IsWon: false,
      ForecastCategory: 'Omitted',
    });
  });

  it('has the stages that the org says', async () => {
    const opportunityStages = [
      { apiName: 'Offen', probability: 20 },
      { apiName: 'Gewonnen', isClosed: true, isWon: true, probability: 100 },
    ];
    const org = await openOrg({ rules: { opportunityStages } });
    const id = await create(org, 'Opportunity', { ...deal, StageName: 'Gewonnen' });
    expect(await read(org, 'Opportunity', id)).toMatchObject({ IsClosed: true, IsWon: true });
    const soql = 'SELECT ApiName, IsWon, DefaultProbability FROM OpportunityStage';
    expect((await org.query(soql)).json.records).toMatchObject([
      { ApiName: 'Offen', IsWon: false, DefaultProbability: 20 },
      { ApiName: 'Gewonnen', IsWon: true, DefaultProbability: 100 },
    ]);
  });

  it('takes a name, a stage and a day, and nothing it works out', async () => {
    const org = await openOrg();
    const empty = await org.send('POST', 'sobjects/Opportunity', { body: {} });
    expect(empty.json[0].message).toBe('Required fields are missing: [Name, StageName, CloseDate]');
    const body = { ...deal, IsWon: true, ExpectedRevenue: 5 };
    const refused = await org.send('POST', 'sobjects/Opportunity', { body });
    expect(refused.json[0].errorCode).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
  });

  it('makes the contact it is created with its primary one', async () => {
    const org = await openOrg();
    const contact = await create(org, 'Contact', { LastName: 'A' });
    const other = await create(org, 'Contact', { LastName: 'B' });
    const id = await create(org, 'Opportunity', { ...deal, ContactId: contact });
    expect(await rolesOf(org, id)).toMatchObject([{ ContactId: contact, IsPrimary: true }]);
    const later = await org.send('PATCH', `sobjects/Opportunity/${id}`, {
      body: { ContactId: other },
    });
    expect(later.json[0].errorCode).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
    await create(org, 'OpportunityContactRole', {
      OpportunityId: id,
      ContactId: other,
      IsPrimary: true,
    });
    expect(await rolesOf(org, id)).toMatchObject([
      { ContactId: contact, IsPrimary: false },
      { ContactId: other, IsPrimary: true },
    ]);
    expect((await read(org, 'Opportunity', id)).ContactId).toBe(other);
  });

  it('is not stamped by its contact roles', async () => {
    const org = await openOrg(frozen);
    const contact = await create(org, 'Contact', { LastName: 'A' });
    const id = await create(org, 'Opportunity', deal);
    const before = (await read(org, 'Opportunity', id)).SystemModstamp;
    org.simulator.clock.advance(60_000);
    const body = { OpportunityId: id, ContactId: contact, Role: 'Influencer' };
    const role = await create(org, 'OpportunityContactRole', body);
    expect((await read(org, 'Opportunity', id)).SystemModstamp).toBe(before);
    const moved = { OpportunityId: await create(org, 'Opportunity', deal) };
    const refused = await org.send('PATCH', `sobjects/OpportunityContactRole/${role}`, {
      body: moved,
    });
    expect(refused.json[0].errorCode).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
  });

  it('keeps roles of merged contacts, and loses those of deleted ones', async () => {
    const org = await openOrg();
    const [loser, winner] = [
      await create(org, 'Contact', { LastName: 'A' }),
      await create(org, 'Contact', { LastName: 'B' }),
    ];
    const id = await create(org, 'Opportunity', { ...deal, ContactId: loser });
    org.simulator.org.merge('Contact', { winner, losers: [loser], values: {} });
    const [role] = await rolesOf(org, id);
    expect(role).toMatchObject({ ContactId: winner, IsPrimary: true });
    await org.send('DELETE', `sobjects/Contact/${winner}`);
    expect(await rolesOf(org, id)).toEqual([]);
    const back = { object: 'OpportunityContactRole', id: role.Id };
    expect(() => org.simulator.org.undelete(back)).toThrow('UNDELETE_FAILED');
  });

  it('knows of open and overdue tasks', async () => {
    const org = await openOrg(frozen);
    const id = await create(org, 'Opportunity', deal);
    const flags = async () => {
      const { HasOpenActivity, HasOverdueTask } = await read(org, 'Opportunity', id);
      return [HasOpenActivity, HasOverdueTask];
    };
    expect(await flags()).toEqual([false, false]);
    const task = await create(org, 'Task', { WhatId: id, ActivityDate: '2026-06-03' });
    expect(await flags()).toEqual([true, false]);
    org.simulator.clock.advance(5 * 86_400_000);
    expect(await flags()).toEqual([true, true]);
    await org.send('PATCH', `sobjects/Task/${task}`, { body: { Status: 'Completed' } });
    expect(await flags()).toEqual([false, false]);
  });
});
