import type { FieldDescription } from '../contract/index.ts';
import { findPlatformField, type MirrorRow, type PlatformRecord } from '../platform/index.ts';
import { applyRow, type Speaker } from './apply-row.ts';
import { isEmpty } from './is-empty.ts';
import { joinCompany } from './join-company.ts';
import { normaliseDomain } from './normalise-domain.ts';
import type { PageFacts } from './page-facts.ts';
import { type Reader, undescribed } from './read-values.ts';
import { isSameSource, sourceOf } from './source-of.ts';
import { valueAt } from './value-at.ts';

/** How the rows of a page speak of their companies in words, as leads do. */
export interface CompanyText {
  /** The CRM field that holds a company's name, and the one that holds its website. */
  readonly name: string;
  readonly domain: string;
  /** Domains of the page that lead to another, and which (R-COMPANY-2). */
  readonly redirects: ReadonlyMap<string, string>;
}

/** Companies that people's records speak of, as a page changes them. */
export interface LeadCompanies {
  /** The person with the company that its row speaks of; the same where it speaks of none. */
  hear(person: PlatformRecord, speaker: Speaker): PlatformRecord;
  /** Companies that are new or have another name, each once. */
  changed(): PlatformRecord[];
}

/** The domains that rows give for their companies, each once, redirects not followed. */
export const companyDomains = (
  rows: readonly MirrorRow[],
  { domain }: Pick<CompanyText, 'domain'>,
): string[] => [...new Set(rows.map((row) => domainIn(row, domain)))].filter((one) => one !== null);

/**
 * The companies of a page whose people speak of them in words; `null` where they do not. A company
 * that an account speaks for is not changed, and a name follows the record it came from.
 */
export const leadCompanies = (facts: PageFacts, ids: Iterator<string>): LeadCompanies | null => {
  const { companyText: text, context, rows, now } = facts;
  if (text === undefined) return null;
  const byKey = new Map(context.companies.flatMap((one) => one.keys.map((key) => [key, one])));
  const asked = new Set(companyDomains(rows, text));
  const spokenFor = new Set(context.links.map(({ recordId }) => recordId));
  const reader = nameReader(facts, text);
  const changed = new Map<string, PlatformRecord>();
  const nameIn = (row: MirrorRow) => domainIn(row, text.domain);
  const hear = (person: PlatformRecord, speaker: Speaker): PlatformRecord => {
    const given = nameIn(speaker.row);
    // What else the mirror speaks of was not looked up.
    if (given === null || !asked.has(given)) return person;
    const domain = text.redirects.get(given) ?? given;
    const known = byKey.get(domain) ?? byKey.get(given) ?? newCompany(domain, facts, ids);
    const company = spokenFor.has(known.id) ? known : named(known, speaker, reader);
    for (const key of [domain, ...company.keys]) byKey.set(key, company);
    if (company !== known || known.version === 0) changed.set(company.id, company);
    return joinCompany(person, { id: company.id, speaker, nameIn });
  };
  const saved = (one: PlatformRecord) => ({ ...one, version: one.version + 1, updatedAt: now });
  return { hear, changed: () => [...changed.values()].map(saved) };
};

const domainIn = ({ fields }: MirrorRow, name: string): string | null =>
  normaliseDomain(valueAt(fields, name) ?? null);

/** A name only where there is none yet, or where it came from this very record. */
const named = (company: PlatformRecord, speaker: Speaker, reader: Reader): PlatformRecord => {
  const { row } = speaker;
  const isFree =
    isEmpty(company.fields['name']) || isSameSource(company.sources['name'], sourceOf(row));
  return isFree && !isDomain(row, company, reader) ? applyRow(company, speaker, [reader]) : company;
};

/** A company without a name is called by its domain in the CRM: read back, that names nothing. */
const isDomain = ({ fields }: MirrorRow, { keys }: PlatformRecord, { from }: Reader): boolean => {
  const text = valueAt(fields, from.name);
  return typeof text === 'string' && keys.includes(text.trim().toLowerCase());
};

const nameReader = ({ description }: PageFacts, { name }: CompanyText): Reader => {
  const from: FieldDescription | undefined = description.fields.find((one) => one.name === name);
  const to = findPlatformField('company', 'name');
  if (to === null) throw new Error('a company has no field "name"');
  return { to, from: from ?? undescribed(name) };
};

const newCompany = (domain: string, { now }: PageFacts, ids: Iterator<string>): PlatformRecord => {
  const { value: id } = ids.next();
  if (id === undefined) throw new Error('planRead needs two ids for each row with company text');
  return {
    id,
    object: 'company',
    key: domain,
    keys: [domain],
    fields: { domain },
    sources: {},
    companyId: null,
    personId: null,
    version: 0,
    updatedAt: now,
  };
};
