import { takeAnswer } from '../../src/commands/take-answer.ts';
import type { AnySimulator, WorldOf } from './world-of.ts';

type World = Pick<WorldOf<AnySimulator>, 'engine' | 'store'>;

/** People that the CRM knows: the first so many that have an email address. */
async function knownPeople({ store }: World, count: number): Promise<string[]> {
  const { items } = await store.listRecords({ object: 'person', first: count, after: null });
  return items.map(({ item }) => item.key);
}

/** The addresses of the people asked for. */
export interface Asked {
  readonly known: readonly string[];
  readonly fresh: readonly string[];
}

/** Asks to write people that the CRM knows, with new facts, and people that it does not. */
export async function askForWrites(world: World): Promise<Asked> {
  const known = await knownPeople(world, 30);
  const fresh = Array.from({ length: 12 }, (_, n) => `new.${n}@fresh-${n % 4}.example`);
  for (const email of known) {
    const fields = { title: 'Ours', linkedInUrl: 'https://example.test/in/us' };
    takeAnswer(await world.engine.syncPerson({ email, fields }, { play: 'Launch' }));
  }
  for (const email of fresh) {
    const domain = email.slice(email.indexOf('@') + 1);
    const company = { domain, fields: { name: `Fresh ${domain}` } };
    const person = { email, fields: { lastName: 'New', firstName: 'Ada' }, company };
    takeAnswer(await world.engine.syncPerson(person, { play: 'Launch' }));
  }
  return { known, fresh };
}
