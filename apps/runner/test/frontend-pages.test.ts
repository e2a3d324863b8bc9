import { readdir, readFile } from 'node:fs/promises';
import { createHubSpotSimulator } from '@concord/connector-hubspot/simulator';
import { createSalesforceSimulator } from '@concord/connector-salesforce/simulator';
import { createGateway, ensureApiKey, type Gateway } from '@concord/graphql-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccounts } from '../src/accounts.ts';
import { openCommandLine, type CommandLine } from './command-line.ts';

const directory = new URL('../../../docs/frontend/', import.meta.url);

/** One request of a page: a document, and what is given with it. */
interface Example {
  readonly query: string;
  readonly variables: string;
}

/** Those of one CRM; variables that name no CRM are for each. */
const examplesOf = (page: string, crm: string): Example[] => {
  const blocks = [...page.matchAll(/^```(graphql|json)(?: (\w+))?\n([\s\S]*?)^```$/gmu)];
  let query = '';
  return blocks.flatMap(([, kind, only, text = ''], at) => {
    if (kind === 'json')
      return only === undefined || only === crm ? [{ query, variables: text }] : [];
    query = text;
    return blocks[at + 1]?.[1] === 'json' ? [] : [{ query, variables: '{}' }];
  });
};

const isSubscription = (query: string): boolean => query.startsWith('subscription');

/** A simulated CRM, and how somebody there refuses poets. */
interface Stage {
  readonly url: string;
  readonly refusePoets: () => void;
  readonly close: () => Promise<void>;
}

const openSalesforce = async (): Promise<Stage> => {
  const simulator = await createSalesforceSimulator({ seed: 3, accounts: 5, contacts: 5 });
  const errorWhen = "LastName = 'Byron'";
  const rule = { name: 'Poets', object: 'Contact', errorWhen, message: 'No poets' };
  return {
    url: simulator.url,
    refusePoets: () => simulator.setRules({ validations: [rule] }),
    close: () => simulator.close(),
  };
};

const openHubSpot = async (): Promise<Stage> => {
  const simulator = await createHubSpotSimulator({ seed: 3, companies: 5, contacts: 5 });
  const match = { method: 'WRITE', object: 'contacts', body: 'Byron' };
  return {
    url: simulator.url,
    refusePoets: () => {
      simulator.faults.add({ kind: 'record-error', body: 'VALIDATION_ERROR: No poets', match });
    },
    close: () => simulator.close(),
  };
};

const { signal } = new AbortController();
let runner: CommandLine['runner'];
let stage: Stage;
let gateway: Gateway;
let secret = '';
/** What the window came back with that was sent to the CRM last. */
let brought = new URLSearchParams();

const idOfFirstFailure = async (): Promise<string> => {
  const filter = { statuses: ['failed'] } as const;
  const { items } = await runner.store.listOutcomes({ filter, first: 1, after: null });
  return items[0]?.item.id ?? '';
};

const fillIn = async (variables: string): Promise<unknown> => {
  const [connection] = await runner.store.listConnections();
  return JSON.parse(
    variables
      .replace('ACCESS-TOKEN', 'sim-integration')
      .replace('INSTANCE-URL', stage.url)
      .replace('LOGIN-URL', stage.url)
      .replace('STATE', brought.get('state') ?? '')
      .replace('CODE', brought.get('code') ?? '')
      .replace('CONNECTION', connection?.id ?? '')
      .replace('OUTCOME', await idOfFirstFailure()),
  );
};

/** The parts of an answer that say by their type that a mutation was not done. */
const refusalsIn = (data: Readonly<Record<string, { readonly __typename?: string }>>): string[] =>
  Object.values(data).flatMap((part) =>
    part.__typename === undefined || part.__typename.endsWith('Success') ? [] : [part.__typename],
  );

const run = async ({ query, variables }: Example): Promise<unknown> => {
  const isStream = isSubscription(query);
  const leaving = new AbortController();
  const response = await gateway.fetch(
    new Request('http://localhost/graphql', {
      method: 'POST',
      signal: leaving.signal,
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        accept: isStream ? 'text/event-stream' : 'application/json',
      },
      body: JSON.stringify({ query, variables: await fillIn(variables) }),
    }),
  );
  if (!isStream) return response.json();
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!/^data: .+$/mu.test(text)) text += (await reader?.read())?.value ?? '';
  leaving.abort();
  return JSON.parse(/^data: (.+)$/mu.exec(text)?.[1] ?? '');
};

/** Goes where an answer sends the account's owner, as their window does. */
const visit = async (answer: string): Promise<void> => {
  const [, address] = /"authorizeUrl":("[^"]+")/u.exec(answer) ?? [];
  if (address === undefined) return;
  const { headers } = await fetch(JSON.parse(address) as string, { redirect: 'manual' });
  brought = new URL(headers.get('location') ?? '').searchParams;
};

/** Runs the examples of a page in their order, and expects each to succeed. */
const expectToRun = async (name: string, crm: string): Promise<void> => {
  const examples = examplesOf(await readFile(new URL(name, directory), 'utf8'), crm);
  expect(examples.length).toBeGreaterThan(1);
  for (const example of examples) {
    const { data, errors } = (await run(example)) as { data: never; errors?: unknown };
    expect(errors).toBeUndefined();
    expect(refusalsIn(data)).toEqual([]);
    await visit(JSON.stringify(data));
  }
};

it('an index tells of all pages for frontends there are', async () => {
  const index = await readFile(new URL('README.md', directory), 'utf8');
  const pages = (await readdir(directory)).filter((name) => name !== 'README.md');
  for (const name of pages) expect(index).toContain(`](${name})`);
});

const crms = [
  { crm: 'salesforce', open: openSalesforce },
  { crm: 'hubspot', open: openHubSpot },
];

const openApi = async (open: () => Promise<Stage>, environment = {}): Promise<void> => {
  ({ runner } = openCommandLine(environment));
  stage = await open();
  const { engine, store, clock } = runner;
  gateway = createGateway({
    workspaces: new Map([['default', { engine, store, accounts: createAccounts(runner) }]]),
    clock,
    tokens: null,
    operations: null,
    whileWanted: (_, work) => work(),
    origins: [],
    mode: 'production',
    log: () => undefined,
  });
  secret = (await ensureApiKey('default', runner)) ?? '';
};

const closeApi = async (): Promise<void> => {
  await runner.close();
  await stage.close();
};

/** As the page of the button says it is configured. */
const withApps = {
  CONCORD_SALESFORCE_CLIENT_ID: 'app',
  CONCORD_SALESFORCE_CLIENT_SECRET: 'secret',
  CONCORD_HUBSPOT_CLIENT_ID: 'app',
  CONCORD_HUBSPOT_CLIENT_SECRET: 'secret',
  CONCORD_REDIRECT_URIS: 'https://app.example.com/connected',
};

describe.each(crms)('the page of the button, with $crm,', ({ crm, open }) => {
  beforeAll(() => openApi(open, withApps));
  afterAll(closeApi);

  it('connects a CRM by its own pages', async () => {
    await expectToRun('connect-button.md', crm);
    const [connection] = await runner.store.listConnections();
    expect(connection).toMatchObject({ name: 'Acme', crm, state: 'active' });
  });
});

// One after the other: a page goes on where the one before it ended.
describe.each(crms)('the pages for frontends, with $crm,', ({ crm, open }) => {
  beforeAll(() => openApi(open));
  afterAll(closeApi);

  it('connect a CRM', async () => {
    await expectToRun('connect.md', crm);
    const [connection] = await runner.store.listConnections();
    expect(connection).toMatchObject({ name: 'Acme', crm, reading: true, writing: true });
  });

  it('watch it work', async () => {
    await expectToRun('watch.md', crm);
    const [connection] = await runner.store.listConnections();
    expect((await runner.engine.runRead(connection?.id ?? '', signal))?.failure).toBeNull();
  });

  it('map fields (R-MAP-1)', async () => {
    await expectToRun('map-fields.md', crm);
  });

  it('sync a person (R-PERSON-1)', async () => {
    stage.refusePoets();
    await expectToRun('sync-a-person.md', crm);
    const [connection] = await runner.store.listConnections();
    expect((await runner.engine.runWrite(connection?.id ?? '', signal))?.failure).toBeNull();
  });

  it('fix errors (R-ERR-1)', async () => {
    expect(await idOfFirstFailure()).not.toBe('');
    await expectToRun('fix-errors.md', crm);
  });

  it('exclude companies with an open opportunity (R-OPP-3)', async () => {
    await expectToRun('exclude-companies.md', crm);
  });
});
