import type { RemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../../src/index.ts';
import { idOf, openStage, type Stage } from './open-stage.ts';

const { Contact } = salesforce.objects;

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
