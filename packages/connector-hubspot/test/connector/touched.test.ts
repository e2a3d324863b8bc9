import type { RemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { hubspot } from '../../src/hubspot.ts';
import { openStage, type Stage } from './open-stage.ts';
import { setScopes } from './set-scopes.ts';
import { idsOf } from './write-stage.ts';

const { contacts } = hubspot.objects;

const openWithOurs = async () => {
  const stage = await openStage();
  const drafts = [{ fields: { email: 'ada@acme.example' } }];
  const [id] = idsOf(await contacts.write.create.call(stage.context, drafts)) as [RemoteId];
  stage.crm.clock.advance(5000);
  return { stage, id };
};

const isTouched = async ({ context }: Stage, id: RemoteId) => {
  const { userId } = await hubspot.identify(context);
  return (await contacts.write.touched(context, { ids: [id], userId }))[0];
};

const change = async (stage: Stage, id: RemoteId, jobtitle: string) => {
  await contacts.write.update.call(stage.context, [{ id, fields: { jobtitle } }]);
  stage.crm.clock.advance(5000);
};

describe('a contact that we created', () => {
  it('stays ours alone however often we change it ourselves', async () => {
    const { stage, id } = await openWithOurs();
    await change(stage, id, 'CTO');
    await change(stage, id, 'CEO');
    expect(await isTouched(stage, id)).toBe(false);
  });

  it('is touched by what a person typed, though we replaced it', async () => {
    const { stage, id } = await openWithOurs();
    stage.crm.portal.update({ object: 'contacts', id }, { jobtitle: 'Typed' });
    stage.crm.clock.advance(5000);
    await change(stage, id, 'CEO');
    expect(await isTouched(stage, id)).toBe(true);
  });

  it.each([
    ['which properties people may set', ['crm.objects.contacts.read', 'crm.objects.deals.read']],
    ['what it is associated with', ['crm.objects.contacts.read', 'crm.objects.contacts.write']],
  ])('counts as touched where our scopes do not show %s', async (_, scopes) => {
    const { stage, id } = await openWithOurs();
    await setScopes(stage, ['oauth', ...scopes]);
    expect(await isTouched(stage, id)).toBe(true);
  });
});
