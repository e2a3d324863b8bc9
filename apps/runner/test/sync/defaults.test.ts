import { describe, expect, it } from 'vitest';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { openSyncWorld } from './open-sync-world.ts';
import { records } from './records.ts';

describe("a sync action's defaults", () => {
  it('fill fields of the object they are for, and of no other (R-OVERWRITE-1)', async () => {
    const here = await openSyncWorld();
    const email = 'dora@defaults.example';
    const company = { domain: 'defaults.example', fields: { name: 'Defaults' } };
    const defaults = { Description: 'From the play', 'Account.Rating': 'Hot' };
    const person = { email, fields: { lastName: 'Dorn' }, company };
    takeAnswer(await here.engine.syncPerson(person, { defaults }));
    await here.settle();
    const [contact] = records(here, 'Contact', { Email: email });
    expect(contact).toMatchObject({ Description: 'From the play' });
    const [account] = records(here, 'Account', { Name: 'Defaults' });
    expect(account).toMatchObject({ Description: null, Rating: 'Hot' });
  });
});
