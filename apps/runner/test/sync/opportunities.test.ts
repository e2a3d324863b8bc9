import { describe, expect, it } from 'vitest';
import { openSyncWorld } from './open-sync-world.ts';
import { connectionId, type SyncWorld } from './sync-world.ts';

const plant = ({ simulator }: SyncWorld) => {
  const AccountId = simulator.org.insert('Account', { Name: 'Opp', Website: 'opp.example' });
  const ContactId = simulator.org.insert('Contact', { LastName: 'O', Email: 'o@opp.example' });
  const OpportunityId = simulator.org.insert('Opportunity', {
    Name: 'Big one',
    StageName: 'Prospecting',
    CloseDate: '2026-12-31',
    Amount: 5000,
    AccountId,
  });
  simulator.org.insert('OpportunityContactRole', { OpportunityId, ContactId });
  return { OpportunityId, AccountId, ContactId };
};

const openOf = async ({ store }: SyncWorld) => {
  const company = await store.findRecord('company', 'opp.example');
  const person = await store.findRecord('person', 'o@opp.example');
  const ids = [company?.id ?? '', person?.id ?? ''];
  const have = await store.haveOpenOpportunity(ids);
  return ids.map((id) => have.has(id));
};

describe('opportunities', () => {
  it('are read with stage, amount and both parties (R-OPP-1)', async () => {
    const here = await openSyncWorld();
    plant(here);
    await here.settle();
    const company = await here.store.findRecord('company', 'opp.example');
    const found = await here.store.opportunitiesOf([company?.id ?? ''], 10);
    const [opportunity] = found.get(company?.id ?? '') ?? [];
    expect(opportunity?.fields).toMatchObject({
      name: 'Big one',
      stage: 'Prospecting',
      amount: 5000,
      closeDate: '2026-12-31',
      isClosed: false,
      isWon: false,
    });
    const parties = await here.store.partiesOf([opportunity?.id ?? '']);
    const keys = parties.get(opportunity?.id ?? '')?.map(({ key }) => key);
    expect(keys?.toSorted()).toEqual(['o@opp.example', 'opp.example']);
  });

  it('say whether one is open, for a company and a person (R-OPP-3)', async () => {
    const here = await openSyncWorld();
    const { OpportunityId } = plant(here);
    await here.settle();
    expect(await openOf(here)).toEqual([true, true]);
    const ref = { object: 'Opportunity', id: OpportunityId };
    here.simulator.org.update(ref, { StageName: 'Closed Won' });
    await here.settle();
    expect(await openOf(here)).toEqual([false, false]);
  });

  it('are forgotten when they are deleted (R-OPP-2)', async () => {
    const here = await openSyncWorld();
    const { OpportunityId } = plant(here);
    await here.settle();
    here.simulator.org.remove({ object: 'Opportunity', id: OpportunityId });
    await here.settle();
    expect(await openOf(here)).toEqual([false, false]);
  });

  it('are never written by us (R-OPP-2)', async () => {
    const here = await openSyncWorld();
    plant(here);
    await here.settle();
    const ours = (await here.store.getConnection(connectionId))?.userId;
    const changes = here.simulator.history.list({ object: 'Opportunity' });
    expect(changes.filter(({ user }) => user === ours)).toEqual([]);
  });

  it('keep their parties through a merge of accounts (R-OPP-1)', async () => {
    const here = await openSyncWorld();
    const { AccountId } = plant(here);
    await here.settle();
    const winner = here.simulator.org.insert('Account', { Name: 'W', Website: 'opp.example' });
    here.simulator.org.merge('Account', { winner, losers: [AccountId], values: {} });
    await here.settle();
    expect((await openOf(here))[0]).toBe(true);
  });
});
