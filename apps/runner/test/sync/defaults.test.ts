import { afterEach, describe, expect, it } from 'vitest';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { createSyncWorld, type SyncWorld } from './sync-world.ts';

let world: SyncWorld | null = null;

afterEach(async () => {
  await world?.close();
  world = null;
});

const find = ({ simulator }: SyncWorld, object: string, field: string, value: string) =>
  simulator.org
    .ids(object)
    .map((id) => simulator.org.read({ object, id }))
    .find((record) => record?.[field] === value);

describe("a sync action's defaults", () => {
  it('fill fields of the object they are for, and of no other (R-OVERWRITE-1)', async () => {
    const here = await createSyncWorld();
    world = here;
    const email = 'dora@defaults.example';
    const company = { domain: 'defaults.example', fields: { name: 'Defaults' } };
    const defaults = { Description: 'From the play', 'Account.Rating': 'Hot' };
    const person = { email, fields: { lastName: 'Dorn' }, company };
    takeAnswer(await here.engine.syncPerson(person, { defaults }));
    await here.settle();
    expect(find(here, 'Contact', 'Email', email)).toMatchObject({ Description: 'From the play' });
    expect(find(here, 'Account', 'Name', 'Defaults')).toMatchObject({
      Description: null,
      Rating: 'Hot',
    });
  });
});
