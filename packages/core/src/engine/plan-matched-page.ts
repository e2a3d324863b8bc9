import type { RemoteId } from '../contract/index.ts';
import { companyDomains, planRead } from '../policy/index.ts';
import type { CompanyText, PlannedPage } from '../policy/index.ts';
import type { MirrorRow, ReadContext } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { identityOf } from './identity-of.ts';
import { keptElsewhere } from './kept-elsewhere.ts';
import { platformObjectOf } from './platform-object.ts';
import { signalsFor, tieBreakOf } from './tie-signals.ts';

/** Records that rows of the page name and whose links decide: companies, or what leads became. */
function namedBy({ remote }: ObjectWork, rows: readonly MirrorRow[]) {
  const { company } = remote;
  if (company === null) return continuationsOf(rows);
  const ids = new Set<RemoteId>();
  for (const row of rows) {
    const id = row.fields[company.field];
    if (typeof id === 'string') ids.add(id as RemoteId);
  }
  return { crmObject: company.object, ids: [...ids] };
}

/** The contacts that converted leads of the page became, which may be somebody's already. */
function continuationsOf(rows: readonly MirrorRow[]) {
  const refs = rows.flatMap(({ continuesAs }) => continuesAs ?? []);
  const [first] = refs;
  return first === undefined ? null : { crmObject: first.object, ids: refs.map(({ id }) => id) };
}

function loadContext(
  work: ConnectionWork,
  object: ObjectWork,
  { rows, domains }: { readonly rows: readonly MirrorRow[]; readonly domains: readonly string[] },
) {
  const kind = identityOf(object);
  return work.parts.store.loadReadContext({
    connectionId: work.connection.id,
    object: platformObjectOf(object) ?? 'person',
    crmObject: object.name,
    ids: rows.map((row) => row.id),
    keys: rows.flatMap((row) => row.keys.filter((key) => key.kind === kind)),
    domains,
    companies: namedBy(object, rows),
  });
}

/** Live records that compete for one key, those of the page instead of their older rows. */
function rivalsByKey(object: ObjectWork, rows: readonly MirrorRow[], context: ReadContext) {
  const kind = identityOf(object);
  const fresh = new Set(rows.map((row) => row.id));
  const groups = new Map<string, MirrorRow[]>();
  const live = [...rows, ...context.rivals.filter((row) => !fresh.has(row.id))];
  for (const row of live.filter((one) => !one.removed)) {
    for (const key of row.keys.filter((one) => one.kind === kind)) {
      const group = groups.get(key.value);
      if (group === undefined) groups.set(key.value, [row]);
      else group.push(row);
    }
  }
  return [...groups.values()];
}

/** Objects speak for a record in the connector's order; those of another kind never do. */
function rankOf(work: ConnectionWork, object: ObjectWork): (crmObject: string) => number {
  const { objects } = work.connector;
  const { represents } = object.remote;
  const speaking = Object.keys(objects).filter((name) => objects[name]?.represents === represents);
  return (name) => (speaking.includes(name) ? speaking.indexOf(name) : Infinity);
}

/** How people of the object speak of their companies in words; redirects followed (R-COMPANY-2). */
async function companyTextOf(
  work: ConnectionWork,
  { remote }: ObjectWork,
  rows: readonly MirrorRow[],
): Promise<CompanyText | undefined> {
  const { companyText } = remote;
  if (companyText === undefined) return undefined;
  const domains = companyDomains(rows, companyText);
  const follows = work.connection.settings.followRedirects && domains.length > 0;
  const redirects = follows ? await work.parts.resolver.resolve(domains) : new Map();
  return { ...companyText, redirects };
}

/** Companies that people of the page speak of, by the domains they give and those these lead to. */
const domainsOf = (rows: readonly MirrorRow[], text: CompanyText | undefined): string[] => {
  if (text === undefined) return [];
  const given = companyDomains(rows, text);
  return [...new Set([...given, ...given.flatMap((domain) => text.redirects.get(domain) ?? [])])];
};

/** As many as there can be new people and new companies. */
const freshIds = (work: ConnectionWork, count: number): string[] =>
  Array.from({ length: count }, () => work.parts.random.id());

/** Plans a page of companies, of people, or of what is only mirrored. */
export async function planMatchedPage(
  work: ConnectionWork,
  object: ObjectWork,
  rows: readonly MirrorRow[],
): Promise<PlannedPage> {
  const companyText = await companyTextOf(work, object, rows);
  const context = await loadContext(work, object, { rows, domains: domainsOf(rows, companyText) });
  const plan = planRead({
    connectionId: work.connection.id,
    crmObject: object.name,
    object: platformObjectOf(object),
    rows,
    context,
    elsewhere: await keptElsewhere(work, object, { rows, context }),
    mappings: work.mappings,
    description: object.description,
    company: object.remote.company,
    companyText,
    rules: tieBreakOf(work, object),
    signals: await signalsFor(work, object, rivalsByKey(object, rows, context)),
    rank: rankOf(work, object),
    now: work.parts.clock.now(),
    ids: freshIds(work, companyText === undefined ? rows.length : 2 * rows.length),
  });
  return { rows, context, plan };
}
