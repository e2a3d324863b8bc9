import { normaliseDomain, normaliseEmail } from '../policy/index.ts';
import type { ConnectionSwitches } from '../ports/index.ts';
import { checkFields } from './check-input.ts';
import type {
  Answer,
  CompanyInput,
  EngineParts,
  InputProblem,
  PersonInput,
  SyncOptions,
  SyncReceipt,
} from './engine.ts';
import type { RecordToSave, SaveOrder } from './save-records.ts';
import { saveRecords } from './save-records.ts';
import { writableConnections } from './writable-connections.ts';

interface Checked {
  readonly record: RecordToSave | null;
  readonly problems: readonly InputProblem[];
}

const badDomain = (path: string): InputProblem => ({
  field: `${path}.domain`,
  message: 'not a website or a domain that can be registered',
  remedy: 'give a domain such as acme.com',
});

const badEmail = (path: string): InputProblem => ({
  field: path,
  message: 'not an email address',
  remedy: 'give an address such as ada@acme.com',
});

/** What a sync is checked against. */
interface SyncContext {
  readonly parts: EngineParts;
  readonly connections: readonly ConnectionSwitches[];
}

const openContext = async (parts: EngineParts): Promise<SyncContext> => ({
  parts,
  connections: await parts.store.listSwitches(),
});

/** A domain, and the one it leads to first when a connection follows redirects (R-COMPANY-2). */
async function domainKeys({ parts, connections }: SyncContext, domain: string): Promise<string[]> {
  if (!connections.some((one) => one.settings.followRedirects)) return [domain];
  const targets = await parts.resolver.resolve([domain]);
  return [...new Set([targets.get(domain) ?? domain, domain])];
}

async function checkCompany(
  context: SyncContext,
  path: string,
  input: CompanyInput,
): Promise<Checked> {
  const domain = normaliseDomain(input.domain);
  const { domain: _, ...fields } = input.fields ?? {};
  const problems = checkFields('company', `${path}.fields`, fields);
  if (domain === null) return { record: null, problems: [badDomain(path), ...problems] };
  const keys = await domainKeys(context, domain);
  return { record: { object: 'company', keys, fields }, problems };
}

function checkPerson(path: string, input: PersonInput): Checked {
  const { email: _, ...fields } = input.fields ?? {};
  const problems = checkFields('person', `${path}.fields`, fields);
  const given = [input.email, ...(input.emails ?? [])];
  const keys = given.flatMap((email, index) => {
    const key = normaliseEmail(email);
    if (key !== null) return [key];
    problems.push(badEmail(index === 0 ? `${path}.email` : `${path}.emails.${index - 1}`));
    return [];
  });
  return { record: { object: 'person', keys: [...new Set(keys)], fields }, problems };
}

async function save(
  { parts, connections }: SyncContext,
  order: Omit<SaveOrder, 'connections'>,
  problems: readonly InputProblem[],
): Promise<Answer<SyncReceipt>> {
  const to = writableConnections(connections, order.options);
  const all = [...problems, ...to.problems];
  if (all.length > 0) return { ok: false, problems: all };
  const { records, requestIds } = await saveRecords(parts, {
    ...order,
    connections: to.connections,
  });
  const record = records.at(-1);
  if (record === undefined) throw new Error('nothing was saved');
  return { ok: true, value: { record, requestIds } };
}

/** Stores what the platform knows of a company and asks for its writing. */
export async function syncCompany(
  parts: EngineParts,
  input: CompanyInput,
  options: SyncOptions,
): Promise<Answer<SyncReceipt>> {
  const context = await openContext(parts);
  const company = await checkCompany(context, 'company', input);
  return save(context, { company: company.record, person: null, options }, company.problems);
}

/** Stores what the platform knows of a person and asks for its writing, its company with it. */
export async function syncPerson(
  parts: EngineParts,
  input: PersonInput,
  options: SyncOptions,
): Promise<Answer<SyncReceipt>> {
  const context = await openContext(parts);
  const person = checkPerson('person', input);
  const company: Checked = input.company
    ? await checkCompany(context, 'person.company', input.company)
    : { record: null, problems: [] };
  const problems = [...person.problems, ...company.problems];
  return save(context, { company: company.record, person: person.record, options }, problems);
}
