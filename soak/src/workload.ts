import type { CompanyInput, Engine, PersonInput } from '@concord/core/engine';
import type { SeededRandom } from '@concord/testkit/simulator';
import type { Account, Written } from './account.ts';

/** What happens on both sides while the processes die. */
export interface Workload {
  /** Asks for some writes, as the platform does; an asking that fails is asked again. */
  readonly ask: () => Promise<void>;
  /** Types into some record of the account, or makes another one of the same key. */
  readonly typeAnywhere: (account: Account) => void;
  /** Types into a record that a request names, right before that arrives. */
  readonly typeInto: (account: Account, asked: string) => void;
  readonly counts: { asked: number; typed: number; others: number };
}

/** Addresses and domains that the platform writes to again and again. */
interface Cast {
  readonly people: readonly PersonInput[];
  readonly companies: readonly CompanyInput[];
}

const keysOf = ({ hands }: Account, { object, keyField }: Written): string[] =>
  hands.ids(object).flatMap((id) => {
    const key = hands.read({ object, id })?.[keyField];
    return typeof key === 'string' && key !== '' ? [key] : [];
  });

const fresh = 40;

const castOf = (accounts: readonly Account[]): Cast => {
  const known = accounts.flatMap((account) => keysOf(account, account.people).slice(0, 25));
  const domains = accounts.flatMap((account) => keysOf(account, account.companies).slice(0, 8));
  const people = Array.from({ length: fresh }, (_, number) => ({
    email: `new${number}@fresh${number % 12}.example`,
    fields: { firstName: 'New', lastName: `Person ${number}` },
    company: { domain: `fresh${number % 12}.example`, fields: { name: `Fresh ${number % 12}` } },
  }));
  return {
    people: [
      // One that is known to a CRM without a last name cannot be made in another that wants one.
      ...known.map((email, number) => ({ email, fields: { lastName: `Known ${number}` } })),
      ...people,
    ],
    companies: domains.map((domain) => ({ domain })),
  };
};

const retryMs = 300;

/** How often one asking is repeated while the database is away. */
const triesMax = 100;

const insist = async (ask: () => Promise<{ ok: boolean }>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask().catch(() => null);
    if (answer?.ok === true) return;
    if (answer !== null) throw new Error(`the engine refused: ${JSON.stringify(answer)}`);
    if (attempt === triesMax) throw new Error('the database stayed away');
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
};

/** A record id of either CRM in the text of a request. */
const recordId = /(?<=["/])(?:00[13]\w{12,15}|\d{3,})(?=["/?])/gu;

/** Prepares a workload for accounts that hold what their seeds planted. */
export const createWorkload = (
  engine: Pick<Engine, 'syncCompany' | 'syncPerson'>,
  accounts: readonly Account[],
  random: SeededRandom,
): Workload => {
  const cast = castOf(accounts);
  const counts = { asked: 0, typed: 0, others: 0 };

  const askOne = async (): Promise<void> => {
    counts.asked += 1;
    const options = { play: `Play ${counts.asked}` };
    if (random.chance(0.2)) {
      const fields = { description: `Ours ${counts.asked}`, phone: '+1 555 0100' };
      const company = { ...random.pick(cast.companies), fields };
      return insist(() => engine.syncCompany(company, options));
    }
    const person = random.pick(cast.people);
    const fields = { ...person.fields, title: `Ours ${counts.asked}`, workPhone: '+1 555 0101' };
    return insist(() => engine.syncPerson({ ...person, fields }, options));
  };

  const type = ({ hands }: Account, written: Written, id: string): void => {
    counts.typed += 1;
    const text = random.chance(0.25) ? '' : `typed ${counts.typed}`;
    hands.update({ object: written.object, id }, { [random.pick(written.typedFields)]: text });
  };

  const duplicate = (account: Account, written: Written): void => {
    counts.others += 1;
    const key = random.pick(keysOf(account, written));
    account.hands.insert(written.object, written.duplicateOf(key, counts.others));
  };

  return {
    counts,
    ask: async () => {
      for (let left = 1 + random.below(6); left > 0; left -= 1) await askOne();
    },
    typeAnywhere: (account) => {
      const written = random.chance(0.8) ? account.people : account.companies;
      if (random.chance(0.06)) duplicate(account, written);
      else type(account, written, random.pick(account.hands.ids(written.object)));
    },
    typeInto: (account, asked) => {
      const ids = asked.match(recordId) ?? [];
      if (ids.length === 0 || !random.chance(0.3)) return;
      const id = random.pick(ids);
      const written = [account.people, account.companies].find(({ object }) =>
        account.hands.ids(object).includes(id),
      );
      if (written !== undefined) type(account, written, id);
    },
  };
};
