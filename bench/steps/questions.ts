import { seededId } from './open-bench-runner.ts';

/** A question as a frontend asks it. */
export interface Question {
  /** What its latencies are told under. */
  readonly kind: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What questions are about, found before the load begins. */
export interface Known {
  readonly people: readonly { readonly id: string; readonly email: string }[];
  readonly companies: readonly { readonly id: string; readonly domain: string }[];
  readonly runs: readonly string[];
  /** Where lists go on, each from deep within. */
  readonly after: {
    readonly people: string;
    readonly companies: string;
    readonly outcomes: string;
  };
}

const page = 'pageInfo { hasNextPage endCursor }';

const connections = `query {
  crmConnections {
    id name crm state reading writing
    activity { state since hold { reason until } } quota { used limit reserved }
    objects {
      name represents checkpoint { at lagSeconds }
      counts { mirrored skipped failed waiting pending }
    }
  }
}`;

/** Companies, with what a page of them shows. */
export const companies = `query ($filter: CompanyFilter, $first: Int = 50, $after: String) {
  companies(first: $first, filter: $filter, after: $after) {
    edges { cursor node { id name domain city hasOpenOpportunity } } ${page}
  }
}`;

/** People, with what a page of them shows. */
export const people = `query ($filter: PersonFilter, $first: Int = 50, $after: String) {
  people(first: $first, filter: $filter, after: $after) {
    edges { cursor node { id email firstName lastName title company { id domain } } } ${page}
  }
}`;

/** The errors and skipped records page. */
export const outcomes = `query ($filter: OutcomeFilter, $first: Int = 50, $after: String) {
  outcomes(first: $first, filter: $filter, after: $after) {
    edges { cursor node { id status reason class message remedy at crmId connection { name } } }
    ${page}
  }
}`;

/** With how many there are, as its first page shows them. */
const counted = `query ($filter: OutcomeFilter) {
  outcomes(first: 50, filter: $filter) { totalCount edges { node { id status message at } } }
}`;

/** Stretches of work. */
export const runs = `query ($connectionId: ID, $first: Int = 50, $after: String) {
  runs(first: $first, connectionId: $connectionId, after: $after) {
    edges { cursor node { id kind state queuedAt endedAt counts { object updated failed } } } ${page}
  }
}`;

const explain = `query ($connectionId: ID!, $recordId: ID!) {
  explain(connectionId: $connectionId, recordId: $recordId) {
    action crmObject crmId decidedBy basis { from at } keys { kind value }
    candidates { crmId isLinked } fields { crmField platformField verdict held set }
  }
}`;

const plan = `query ($connectionId: ID!, $after: String) {
  plan(connectionId: $connectionId, first: 50, after: $after) {
    apiCalls edges { cursor node { action crmObject crmId reason } } ${page}
  }
}`;

const connectionId = seededId;

type Make = (known: Known, turn: number) => Question;

const at = <Item>(items: readonly Item[], turn: number): Item => {
  const item = items[(turn * 7919) % items.length];
  if (item === undefined) throw new Error('nothing is known to ask about');
  return item;
};

const ask = (kind: string, query: string, variables: Question['variables'] = {}): Question => ({
  kind,
  query,
  variables,
});

const byFilter =
  (kind: string, query: string, filters: readonly object[]): Make =>
  (_known, turn) =>
    ask(kind, query, { filter: filters[turn % filters.length] });

/** What no outcome is about. */
const nowhere = 'nowhere to be found';

const statuses = ['SKIPPED', 'FAILED', 'WAITING'];

/** The mix: each is asked as often as it stands here. */
const mix: readonly Make[] = [
  () => ask('connections', connections),
  () => ask('companies', companies),
  ({ after }) => ask('companies', companies, { after: after.companies }),
  byFilter('companies', companies, [{ hasOpenOpportunity: true }, { hasOpenOpportunity: false }]),
  byFilter('companies by text', companies, [{ domain: 'granite' }, { domain: 'media1' }]),
  (known, turn) =>
    ask('companies by text', companies, { filter: { domain: at(known.companies, turn).domain } }),
  () => ask('people', people),
  ({ after }) => ask('people', people, { after: after.people }),
  (known, turn) => ask('people', people, { filter: { companyId: at(known.companies, turn).id } }),
  byFilter('people', people, [{ hasOpenOpportunity: true }, { hasOpenOpportunity: false }]),
  byFilter('people by text', people, [{ email: 'lovelace' }, { email: '@granitemedia' }]),
  (known, turn) =>
    ask('people by text', people, { filter: { email: at(known.people, turn).email } }),
  () => ask('outcomes', outcomes),
  ({ after }) => ask('outcomes', outcomes, { after: after.outcomes }),
  byFilter('outcomes', outcomes, [{ connectionId }, { connectionId, status: ['FAILED'] }]),
  byFilter('outcomes', outcomes, [
    { class: 'PERMISSION' },
    { crmObject: 'Contact', status: ['WAITING'] },
    { class: 'GONE' },
    { object: 'COMPANY' },
  ]),
  (known, turn) => ask('outcomes', outcomes, { filter: { recordId: at(known.people, turn).id } }),
  (known, turn) => ask('outcomes', outcomes, { filter: { runId: at(known.runs, turn) } }),
  byFilter('outcomes by search', outcomes, [
    { search: 'country code' },
    { search: 'Region7__c' },
    { search: '0035f0000012345', connectionId },
    { search: nowhere },
    { search: 'country code', class: 'PERMISSION' },
  ]),
  (known, turn) =>
    ask('outcomes by search', outcomes, { filter: { search: at(known.people, turn).email } }),
  byFilter('outcomes counted', counted, [
    { connectionId, status: statuses },
    { status: ['FAILED'] },
    { search: 'country code' },
    { search: nowhere },
  ]),
  () => ask('runs', runs),
  () => ask('runs', runs, { connectionId }),
  (known, turn) => ask('explain', explain, { connectionId, recordId: at(known.people, turn).id }),
  (known, turn) =>
    ask('explain', explain, { connectionId, recordId: at(known.people, turn + 13).id }),
  (known, turn) =>
    ask('explain', explain, { connectionId, recordId: at(known.companies, turn).id }),
  () => ask('plan', plan, { connectionId }),
];

/** The question of a turn. */
export const questionOf = (known: Known, turn: number): Question =>
  // Every so often the same one, and so with all others in between: 11 and the mix share no factor.
  (mix[(turn * 11) % mix.length] as Make)(known, Math.floor(turn / mix.length));
