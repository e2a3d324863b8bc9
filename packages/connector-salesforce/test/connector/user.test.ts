import { describe, expect, it } from 'vitest';
import { salesforce } from '../../src/index.ts';
import { openStage, readPass } from './open-stage.ts';

const { User } = salesforce.objects;
const fields = ['Email'];

describe('a user', () => {
  it('counts as removed once made inactive: nothing new is theirs (R-EMAIL-7)', async () => {
    const stage = await openStage();
    const { org, clock, report } = stage.crm;
    const [, id = ''] = report.users.owners;
    const first = await readPass(stage, User.read, { fields });
    expect(first.latest.get(id)).toMatchObject({ removed: false, mergedInto: null });
    clock.advance(60_000);
    org.update({ object: 'User', id }, { IsActive: false });
    clock.advance(120_000);
    const second = await readPass(stage, User.read, { fields, from: first.cursor });
    expect(second.latest.get(id)).toMatchObject({ removed: true });
    org.update({ object: 'User', id }, { IsActive: true });
    clock.advance(120_000);
    const third = await readPass(stage, User.read, { fields, from: second.cursor });
    expect(third.latest.get(id)).toMatchObject({ removed: false });
  });
});
