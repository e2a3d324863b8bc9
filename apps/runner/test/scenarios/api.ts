import { connectionId } from '../sync/sync-world.ts';

type Values = Readonly<Record<string, unknown>>;

// Scenarios read into answers whose shape their own queries decide.
// oxlint-disable-next-line typescript/no-explicit-any
type Answer = any;

/** A mapping as the API gives and takes it. */
export interface Mapping {
  readonly platformField: string | null;
  readonly crmObject: string;
  readonly crmField: string;
  readonly direction: 'READ' | 'WRITE' | 'READ_WRITE';
  readonly defaultValue?: unknown;
}

/** What asks for a sync: a Play, a Sequence, and the connections it goes to. */
export interface Trigger {
  readonly play?: string;
  readonly sequence?: string;
  readonly sequenceStatus?: string;
}

/** The platform's API as its users and plays call it; all but `ask` and `call` expect success. */
export interface Api {
  readonly ask: (query: string, variables?: Values) => Promise<Answer>;
  /** A mutation with one `input`, whatever becomes of it. */
  readonly call: (name: string, input: Values) => Promise<Answer>;
  readonly syncPerson: (person: Values, trigger?: Trigger) => Promise<void>;
  readonly syncCompany: (company: Values, play?: string) => Promise<void>;
  readonly recordEmail: (email: Values) => Promise<void>;
  readonly saveTask: (task: Values) => Promise<void>;
  readonly deleteTask: (id: string) => Promise<void>;
  readonly changeSettings: (settings: Values) => Promise<void>;
  readonly mappings: (object: string) => Promise<Mapping[]>;
  /** Saves all mappings of an object anew; answers the findings, or the problems that refused it. */
  readonly saveMappings: (object: string, mappings: readonly Mapping[]) => Promise<Answer>;
  readonly person: (email: string) => Promise<Answer>;
  readonly company: (domain: string) => Promise<Answer>;
  readonly task: (id: string) => Promise<Answer>;
  /** Fields of the connection. */
  readonly connection: (fields: string) => Promise<Answer>;
  readonly runs: (kind: 'READ' | 'WRITE' | 'REPROCESS') => Promise<Answer[]>;
  /** How far an object is read, and how late that is. */
  readonly checkpoint: (crmObject: string) => Promise<Answer>;
  /** The errors and skipped records page, newest first. */
  readonly outcomes: (filter: Values) => Promise<Answer[]>;
}

const url = 'http://localhost/graphql';

const problems = `
  ... on InvalidInput { problems { field message remedy } }
  ... on NotFound { message }`;

const parties =
  'links { crmObject crmId createdByUs } hasOpenOpportunity opportunities(first: 9) { name stage }';

const mappingFields = 'platformField crmObject crmField direction defaultValue confirmed';

const findingFields = 'severity code crmObject crmField platformField message remedy';

const outcomeFields = `id status reason class code message field remedy object crmObject crmId
  direction verdicts { crmField verdict } retryAt`;

const nodesOf = ({ edges }: Answer): Answer[] => edges.map(({ node }: Answer) => node);

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const successFields: Readonly<Record<string, string>> = {
  saveFieldMappings: `findings { ${findingFields} }`,
  retryOutcomes: 'count',
  reprocess: 'run { id }',
  startRead: 'run { id }',
};

/** The API behind a gateway, with a key. */
export const createApi = (fetch: (request: Request) => Promise<Response>, secret: string): Api => {
  const ask = async (query: string, variables: Values = {}): Promise<Answer> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(new Request(url, { method: 'POST', headers, body }));
    const { data, errors } = await response.json();
    if (errors !== undefined) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    return data;
  };
  const call = async (name: string, input: Values): Promise<Answer> => {
    const type = capitalised(name);
    const data = await ask(
      `mutation ($input: ${type}Input!) { ${name}(input: $input) {
        __typename
        ... on ${type}Success { ${successFields[name] ?? '__typename'} }
        ${problems}
      } }`,
      { input },
    );
    return data[name];
  };
  const must = async (name: string, input: Values): Promise<void> => {
    const answer = await call(name, input);
    const isSuccess = answer.__typename === `${capitalised(name)}Success`;
    if (!isSuccess) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  };
  const connection = async (fields: string): Promise<Answer> => {
    const data = await ask(`query ($id: ID!) { crmConnection(id: $id) { ${fields} } }`, {
      id: connectionId,
    });
    return data.crmConnection;
  };
  return {
    ask,
    call,
    connection,
    syncPerson: (person, trigger = {}) => must('syncPerson', { person, ...trigger }),
    syncCompany: (company, play) => must('syncCompany', { company, ...(play && { play }) }),
    recordEmail: (email) => must('recordEmailMessage', { email }),
    saveTask: (task) => must('saveTask', { task }),
    deleteTask: async (id) => {
      const data = await ask(
        'mutation ($id: ID!) { deleteTask(input: { id: $id }) { __typename } }',
        { id },
      );
      if (data.deleteTask.__typename !== 'DeleteTaskSuccess') throw new Error(`no task ${id}`);
    },
    changeSettings: (settings) => must('updateSettings', { connectionId, settings }),
    mappings: async (object) =>
      (await connection(`fieldMappings(object: ${object}) { ${mappingFields} }`)).fieldMappings,
    saveMappings: (object, mappings) =>
      call('saveFieldMappings', { connectionId, object, mappings }),
    person: async (email) =>
      (
        await ask(
          `query ($email: String) { person(email: $email) {
            id email emails firstName lastName title status company { domain name } ${parties}
          } }`,
          { email },
        )
      ).person,
    company: async (domain) =>
      (
        await ask(
          `query ($domain: String) { company(domain: $domain) { id domain name phone ${parties} } }`,
          { domain },
        )
      ).company,
    task: async (id) =>
      (await ask('query ($id: ID!) { task(id: $id) { id status subject endedAt } }', { id })).task,
    runs: async (kind) => {
      const data = await ask(
        `query ($kind: RunKind) { runs(kind: $kind, first: 100) {
          edges { node { startedAt state failure { class message } } }
        } }`,
        { kind },
      );
      return nodesOf(data.runs);
    },
    checkpoint: async (crmObject) => {
      const { objects } = await connection('objects { name checkpoint { at lagSeconds } }');
      return objects.find(({ name }: Answer) => name === crmObject).checkpoint;
    },
    outcomes: async (filter) => {
      const data = await ask(
        `query ($filter: OutcomeFilter) { outcomes(filter: $filter, first: 100) {
          edges { node { ${outcomeFields} } }
        } }`,
        { filter: { connectionId, ...filter } },
      );
      return nodesOf(data.outcomes);
    },
  };
};
