import type { RemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../../src/index.ts';
import { openStage, readPass, type Stage } from './open-stage.ts';

const { Opportunity, OpportunityContactRole } = salesforce.objects;
const fields = Object.values(Opportunity.defaultMapping).filter(
  (name) => name !== 'CurrencyIsoCode',
);

const addDeal = ({ crm }: Stage) => {
  const { org } = crm;
  const AccountId = org.insert('Account', { Name: 'Acme' });
  const ContactId = org.insert('Contact', { LastName: 'Lovelace', AccountId });
  const OpportunityId = org.insert('Opportunity', {
    Name: 'Engines',
    StageName: 'Prospecting',
    CloseDate: '2026-06-30',
    Amount: 1200,
    AccountId,
  });
  const role = org.insert('OpportunityContactRole', { OpportunityId, ContactId });
  return { AccountId, ContactId, OpportunityId, role };
};

describe('an opportunity', () => {
  it('is read with its account, stage, amount and end (R-OPP-1)', async () => {
    const stage = await openStage();
    const { AccountId, OpportunityId } = addDeal(stage);
    stage.crm.clock.advance(120_000);
    const wanted = [...fields, Opportunity.company.field];
    const first = await readPass(stage, Opportunity.read, { fields: wanted });
    expect(first.latest.get(OpportunityId)?.fields).toEqual({
      AccountId,
      Name: 'Engines',
      StageName: 'Prospecting',
      Amount: 1200,
      CloseDate: '2026-06-30',
      IsClosed: false,
      IsWon: false,
    });
    stage.crm.org.update({ object: 'Opportunity', id: OpportunityId }, { StageName: 'Closed Won' });
    stage.crm.clock.advance(120_000);
    const { latest } = await readPass(stage, Opportunity.read, { fields, from: first.cursor });
    expect(latest.get(OpportunityId)?.fields).toMatchObject({ IsClosed: true, IsWon: true });
  });

  it('has no way to be written (R-OPP-2)', () => {
    expect(Opportunity).not.toHaveProperty('write');
    expect(OpportunityContactRole).not.toHaveProperty('write');
  });

  it('is reported when it is removed', async () => {
    const stage = await openStage();
    const { OpportunityId } = addDeal(stage);
    stage.crm.org.remove({ object: 'Opportunity', id: OpportunityId });
    stage.crm.clock.advance(120_000);
    const { latest } = await readPass(stage, Opportunity.read, { fields });
    expect(latest.get(OpportunityId)).toMatchObject({ removed: true, mergedInto: null });
  });
});

describe('a contact role', () => {
  const wanted = [...OpportunityContactRole.alwaysRead];

  it('brings an opportunity and a contact together (R-OPP-1)', async () => {
    const stage = await openStage();
    const { role, ContactId, OpportunityId } = addDeal(stage);
    stage.crm.clock.advance(120_000);
    const { latest } = await readPass(stage, OpportunityContactRole.read, { fields: wanted });
    const { from, to } = OpportunityContactRole.relates;
    expect(latest.get(role)?.fields).toEqual({
      [from.field]: OpportunityId,
      [to.field]: ContactId,
    });
  });

  it('is reported when it is removed, though its opportunity did not change', async () => {
    const stage = await openStage();
    const { role } = addDeal(stage);
    stage.crm.clock.advance(120_000);
    const first = await readPass(stage, OpportunityContactRole.read, { fields: wanted });
    stage.crm.org.remove({ object: 'OpportunityContactRole', id: role });
    stage.crm.clock.advance(120_000);
    const { latest } = await readPass(stage, OpportunityContactRole.read, {
      fields: wanted,
      from: first.cursor,
    });
    expect([...latest.keys()]).toEqual([role as RemoteId]);
    expect(latest.get(role)?.removed).toBe(true);
  });
});
