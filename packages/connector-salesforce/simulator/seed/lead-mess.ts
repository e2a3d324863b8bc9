import { spellWebsite } from '@concord/testkit/records';
import type { SeededRandom } from '@concord/testkit/simulator';
import type { Org } from '../org/org.ts';
import type { Value } from '../store/table.ts';
import type { SeededAccount } from './seed-accounts.ts';

type Spell = (name: string) => string;

const legalForm = /[\s,]+(?:Inc|LLC|Ltd|GmbH|AB|S\.A\.|& Sons)\.?$/iu;
const bare: Spell = (name) => name.replace(legalForm, '');

/** Ways in which people type the name of one company. */
const companySpellings: readonly Spell[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase(),
  bare,
  (name) => `${bare(name)}, Inc.`,
  (name) => `The ${bare(name)} Company`,
  (name) => bare(name).replace(' ', '  '),
  (name) => name.replace('&', 'and'),
  (name) => `${name} (${name.slice(0, 3).toUpperCase()})`,
];

/** A contact whom a lead turns out to be. */
export interface KnownPerson {
  readonly contactId: string;
  readonly accountId: Value;
  readonly email: string;
  readonly firstName: Value;
  readonly lastName: Value;
}

const triesMax = 8;

/** Picks live contacts that have an email; null where it finds none. */
export const contactPicker = (org: Org, random: SeededRandom): (() => KnownPerson | null) => {
  const table = org.table('Contact');
  const [email, account, first, last] = ['Email', 'AccountId', 'FirstName', 'LastName'].map(
    (name) => table.reader(table.object.indexOf(name) ?? -1),
  );
  return () => {
    for (let tried = 0; tried < triesMax && table.count > 0; tried += 1) {
      const row = random.below(table.count);
      const address = table.isLive(row) ? email?.(row) : null;
      if (typeof address !== 'string') continue;
      return {
        contactId: table.idOf(row),
        accountId: account?.(row) ?? null,
        email: address,
        firstName: first?.(row) ?? null,
        lastName: last?.(row) ?? null,
      };
    }
    return null;
  };
};

/** What a lead says of its company, and the live account that it means; null for a company that is none. */
export interface CompanyText {
  readonly company: string;
  readonly website: string | null;
  readonly domain: string;
  readonly accountId: string | null;
}

/** Makes company texts: three in ten mean an account, by its name, its website or both, in any spelling. */
export const companyWriter = (
  org: Org,
  random: SeededRandom,
  accounts: readonly SeededAccount[],
): ((index: number) => CompanyText) => {
  const table = org.table('Account');
  const nameOf = table.reader(table.object.indexOf('Name') ?? -1);
  return (index) => {
    const domain = `lead${index.toString(36)}.example`;
    const own = { company: `Lead Company ${index}`, domain, accountId: null };
    const account = random.chance(0.3) && accounts.length > 0 ? random.pick(accounts) : null;
    if (!account || account.isDeleted) {
      return {
        ...own,
        website: random.chance(0.5) ? spellWebsite(domain, random.below(12)) : null,
      };
    }
    const name = String(nameOf(table.rowOf(account.id) ?? -1));
    const spell = random.pick(companySpellings);
    const isByName = random.chance(0.8);
    const hasWebsite = !isByName || random.chance(0.6);
    return {
      company: isByName ? spell(name) : `Lead Company ${index}`,
      website: hasWebsite ? spellWebsite(account.domain, random.below(12)) : null,
      domain: account.domain,
      accountId: account.id,
    };
  };
};
