import type { RemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../../src/index.ts';
import { idOf, openStage, type Stage } from './open-stage.ts';

const { Account, Contact } = salesforce.objects;

const openWithOurs = async () => {
  const stage = await openStage();
  const drafts = [{ fields: { LastName: 'Lovelace' } }];
  const id = idOf(await Contact.write.create.call(stage.context, drafts));
  stage.crm.clock.advance(5000);
  return { stage, id };
};

const isTouched = async ({ context, us }: Stage, id: RemoteId) =>
  (await Contact.write.touched(context, { ids: [id], userId: us }))[0];

describe('a contact that we created', () => {
  it('is nobody else’s at first', async () => {
    const { stage, id } = await openWithOurs();
    expect(await isTouched(stage, id)).toBe(false);
  });

  it('counts as touched once we changed it: who did before is not told', async () => {
    const { stage, id } = await openWithOurs();
    await Contact.write.update.call(stage.context, [{ id, fields: { Title: 'CEO' } }]);
    expect(await isTouched(stage, id)).toBe(true);
  });

  it('counts as touched where we do not see all that may hang on it', async () => {
    const { stage, id } = await openWithOurs();
    const object = 'OpportunityContactRole';
    stage.crm.setRules({ permissions: [{ user: stage.us, object, read: false }] });
    expect(await isTouched(stage, id)).toBe(true);
  });
});

describe('an account that we created', () => {
  const openWithAccount = async () => {
    const stage = await openStage();
    const account = idOf(
      await Account.write.create.call(stage.context, [{ fields: { Name: 'Acme' } }]),
    );
    const drafts = [{ fields: { LastName: 'Lovelace', AccountId: account } }];
    const contact = idOf(await Contact.write.create.call(stage.context, drafts));
    stage.crm.clock.advance(5000);
    return { stage, account, contact };
  };

  const isAccountTouched = async ({ context, us }: Stage, id: RemoteId) =>
    (await Account.write.touched(context, { ids: [id], userId: us }))[0];

  it('counts as touched while somebody is its', async () => {
    const { stage, account } = await openWithAccount();
    expect(await isAccountTouched(stage, account)).toBe(true);
  });

  it('counts as touched by a call that was logged of somebody who has left it', async () => {
    const { stage, account, contact } = await openWithAccount();
    const call = { Subject: 'Call', WhoId: contact, Status: 'Completed' };
    const { org } = stage.crm;
    const logged = org.insert('Task', call);
    const winner = org.insert('Contact', { LastName: 'Lovelace' });
    org.merge('Contact', { winner, losers: [contact], values: {} });
    expect(await isAccountTouched(stage, account)).toBe(true);
    org.remove({ object: 'Task', id: logged });
    expect(await isAccountTouched(stage, account)).toBe(false);
  });
});
