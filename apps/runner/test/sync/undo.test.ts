import type { Outcome } from '@concord/core/ports';
import { describe, expect, it } from 'vitest';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { openHubSpotWorld, recordsOf, type HubSpotWorld } from './hubspot-world.ts';
import { openSyncWorld } from './open-sync-world.ts';
import { records } from './records.ts';
import type { SyncWorld } from './sync-world.ts';
import { connectionId, type AnySimulator, type WorldOf } from './world-of.ts';

/** A CRM as these tests look at it: its people by address, and a person's hand. */
interface Desk {
  readonly world: WorldOf<AnySimulator>;
  readonly person: (email: string) => Readonly<Record<string, unknown>> | undefined;
  readonly company: (domain: string) => Readonly<Record<string, unknown>> | undefined;
  /** Types into the person's title. */
  readonly type: (email: string, title: string) => void;
  readonly title: string;
}

const salesforceDesk = async (): Promise<Desk> => {
  const world: SyncWorld = await openSyncWorld();
  const { org } = world.simulator;
  const person = (Email: string) => records(world, 'Contact', { Email })[0];
  return {
    world,
    person,
    company: (domain) =>
      records(world, 'Account').find((one) => String(one['Website']).includes(domain)),
    type: (email, Title) =>
      org.update({ object: 'Contact', id: String(person(email)?.['Id']) }, { Title }),
    title: 'Title',
  };
};

const hubSpotDesk = async (): Promise<Desk> => {
  const world: HubSpotWorld = await openHubSpotWorld();
  const person = (email: string) => recordsOf(world, 'contacts', { email })[0];
  return {
    world,
    person,
    company: (domain) => recordsOf(world, 'companies', { domain })[0],
    type: (email, jobtitle) => {
      const id = String(person(email)?.['id'] ?? person(email)?.['hs_object_id']);
      world.simulator.portal.update({ object: 'contacts', id }, { jobtitle });
    },
    title: 'jobtitle',
  };
};

const all = { first: 1_000, after: null };

const written = async ({ store }: Desk['world'], emails: readonly string[]): Promise<string[]> => {
  const filter = { statuses: ['created', 'updated'] } as const;
  const { items } = await store.listOutcomes({ ...all, filter });
  const people = await Promise.all(emails.map((email) => store.findRecord('person', email)));
  const ids = people.flatMap((one) => [one?.id, one?.companyId]);
  return items.filter(({ item }) => ids.includes(item.recordId ?? '')).map(({ item }) => item.id);
};

const undo = async ({ engine, store, settle }: Desk['world'], outcomeIds: readonly string[]) => {
  const receipt = takeAnswer(await engine.undo({ outcomeIds }));
  await settle();
  return store.getOutcomes(receipt.outcomeIds);
};

const statusesOf = (outcomes: readonly Outcome[]) =>
  outcomes
    .map(({ object, status, reason }) => [object, status, reason])
    .toSorted((a, b) => a.join(' ').localeCompare(b.join(' ')));

/** Somebody of the CRM without a title. */
const someoneBlank = async ({ world, person, title }: Desk): Promise<string> => {
  const { items } = await world.store.listRecords({ ...all, object: 'person' });
  const found = items.find(({ item }) => {
    const held = person(item.key);
    return held !== undefined && (held[title] ?? null) === null;
  });
  if (found === undefined) throw new Error('everybody has a title');
  return found.item.key;
};

const desks: readonly (readonly [string, () => Promise<Desk>])[] = [
  ['Salesforce', salesforceDesk],
  ['HubSpot', hubSpotDesk],
];

describe.each(desks)('an undo in %s', { timeout: 120_000 }, (_, open) => {
  it('gives a field back what it held, and is not written over again', async () => {
    const desk = await open();
    const { world, person, title } = desk;
    const email = await someoneBlank(desk);
    const before = { ...person(email) };
    takeAnswer(await world.engine.syncPerson({ email, fields: { title: 'CEO' } }, { play: 'P' }));
    await world.settle();
    expect(person(email)?.[title]).toBe('CEO');
    const outcomes = await undo(world, await written(world, [email]));
    expect(outcomes.find(({ object }) => object === 'person')?.status).toBe('updated');
    expect(person(email)?.[title] ?? null).toBeNull();
    await world.settle();
    expect(person(email)?.[title] ?? null).toBeNull();
    const ours = Object.entries(before).filter(([name]) => /unify|play/i.test(name));
    expect(person(email)).toMatchObject(Object.fromEntries(ours));
  });

  it('leaves what a person typed since', async () => {
    const desk = await open();
    const { world, person, title } = desk;
    const email = await someoneBlank(desk);
    takeAnswer(await world.engine.syncPerson({ email, fields: { title: 'CEO' } }, {}));
    await world.settle();
    desk.type(email, 'Typed');
    const outcomes = await undo(world, await written(world, [email]));
    expect(person(email)?.[title]).toBe('Typed');
    const verdicts = outcomes.flatMap((one) => one.verdicts);
    expect(verdicts).toContainEqual(
      expect.objectContaining({ crmField: title, verdict: 'changed-since' }),
    );
  });

  it('removes what we created and nobody touched, and nothing else', async () => {
    const desk = await open();
    const { world, person, company } = desk;
    const add = async (name: string, domain: string) =>
      takeAnswer(
        await world.engine.syncPerson(
          {
            email: `${name}@${domain}`,
            fields: { lastName: name },
            company: { domain, fields: { name: domain } },
          },
          {},
        ),
      );
    await add('new', 'fresh-undo.example');
    await add('kept', 'kept-undo.example');
    await world.settle();
    desk.type('kept@kept-undo.example', 'Typed');
    const emails = ['new@fresh-undo.example', 'kept@kept-undo.example'];
    const outcomes = await undo(world, await written(world, emails));
    expect(statusesOf(outcomes)).toEqual([
      ['company', 'removed', null],
      ['company', 'skipped', 'touched-since'],
      ['person', 'removed', null],
      ['person', 'skipped', 'touched-since'],
    ]);
    expect(person('new@fresh-undo.example')).toBeUndefined();
    expect(company('fresh-undo.example')).toBeUndefined();
    expect(person('kept@kept-undo.example')).toBeDefined();
    expect(company('kept-undo.example')).toBeDefined();
    await world.settle();
    expect(person('new@fresh-undo.example')).toBeUndefined();
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
  });
});
