import type { RemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../../src/index.ts';
import { createdByUs, idOf, openStage, readPass, type Stage } from './open-stage.ts';

const { Lead } = salesforce.objects;
const fields = ['LastName', 'Email', 'Company', 'Website'];
const keyFields = { email: ['Email'], domain: [], 'unique-key': [], 'message-id': [] };

const addLead = ({ crm }: Stage, email = 'ada@acme.example'): RemoteId =>
  crm.org.insert('Lead', { LastName: 'Lovelace', Company: 'Acme', Email: email }) as RemoteId;

const match = async ({ context }: Stage, value: string) => {
  const keys = [{ kind: 'email', value } as const];
  const [candidates = []] = await Lead.write.match(context, { keys, fields, keyFields });
  return candidates.map(({ id }) => id);
};

const draft = (number: number, more: object = {}) => ({
  fields: { LastName: `P${number}`, Company: 'Acme', Email: `p${number}@acme.example` },
  ...more,
});

describe('a lead', () => {
  it('is found by its email (R-PERSON-1)', async () => {
    const stage = await openStage();
    const id = addLead(stage);
    expect(await match(stage, 'ada@acme.example')).toEqual([id]);
  });

  it('is no candidate once it is converted (R-PERSON-8)', async () => {
    const stage = await openStage();
    const converted = addLead(stage);
    const live = addLead(stage);
    stage.crm.org.convert({ leadId: converted });
    expect(await match(stage, 'ada@acme.example')).toEqual([live]);
  });

  it('goes on as the contact it was converted into (R-PERSON-8)', async () => {
    const stage = await openStage();
    const id = addLead(stage);
    stage.crm.clock.advance(120_000);
    const first = await readPass(stage, Lead.read, { fields });
    expect(first.latest.get(id)).not.toHaveProperty('continuesAs');
    const { contactId } = stage.crm.org.convert({ leadId: id });
    stage.crm.clock.advance(120_000);
    const { latest } = await readPass(stage, Lead.read, { fields, from: first.cursor });
    const continuesAs = { object: 'Contact', id: contactId };
    expect(latest.get(id)).toMatchObject({ continuesAs, removed: false });
    const [got] = await Lead.write.get(stage.context, { ids: [id], fields });
    expect(got).toMatchObject({ continuesAs });
  });

  it('names the lead it was merged into (R-DUP-5)', async () => {
    const stage = await openStage();
    const [winner, loser] = [addLead(stage), addLead(stage)];
    stage.crm.org.merge('Lead', { winner, losers: [loser], values: {} });
    stage.crm.clock.advance(120_000);
    const { latest } = await readPass(stage, Lead.read, { fields });
    expect(latest.get(loser)).toMatchObject({ removed: true, mergedInto: winner });
  });

  it('that was converted refuses a change as one that is gone (R-PERSON-8)', async () => {
    const stage = await openStage();
    const id = addLead(stage);
    stage.crm.org.convert({ leadId: id });
    const [result] = await Lead.write.update.call(stage.context, [{ id, fields: { Title: 'x' } }]);
    expect(result).toMatchObject({
      error: { code: 'not-found', remote: { code: 'CANNOT_UPDATE_CONVERTED_LEAD' } },
    });
  });

  it('has every field that is mapped by default, but for suffixes (R-MAP-2)', async () => {
    const { context } = await openStage();
    const names = (await Lead.describe(context)).fields.map(({ name }) => name);
    const { suffix: _, ...mapped } = Lead.defaultMapping;
    expect(names).toEqual(expect.arrayContaining(Object.values(Lead.companyText)));
    expect(names).toEqual(expect.arrayContaining(Object.values(mapped)));
  });
});

describe('the owner of a new lead', () => {
  const openWithRule = async (): Promise<{ stage: Stage; other: string }> => {
    const stage = await openStage();
    const [, other = ''] = stage.crm.report.users.owners;
    stage.crm.setRules({ assignments: [{ object: 'Lead', owner: other }] });
    return { stage, other };
  };

  const ownersOf = ({ crm }: Stage, ids: readonly string[]) =>
    ids.map((id) => crm.org.read({ object: 'Lead', id })?.['OwnerId']);

  it('is ours, whatever the assignment rules say', async () => {
    const { stage } = await openWithRule();
    const id = idOf(await Lead.write.create.call(stage.context, [draft(1)]));
    expect(ownersOf(stage, [id])).toEqual([stage.us]);
  });

  it('is chosen by the assignment rules where a draft lets them', async () => {
    const { stage, other } = await openWithRule();
    const drafts = [draft(1, { assignOwner: true }), draft(2, { assignOwner: true })];
    await Lead.write.create.call(stage.context, drafts);
    expect(ownersOf(stage, createdByUs(stage, 'Lead'))).toEqual([other, other]);
  });

  it('is ours in a call where not every draft lets them', async () => {
    const { stage } = await openWithRule();
    const before = stage.crm.wire.count;
    await Lead.write.create.call(stage.context, [draft(1, { assignOwner: true }), draft(2)]);
    expect(ownersOf(stage, createdByUs(stage, 'Lead'))).toEqual([stage.us, stage.us]);
    expect(stage.crm.wire.count).toBe(before + 1);
  });
});
