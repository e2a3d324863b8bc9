import { readdir, readFile } from 'node:fs/promises';
import {
  createSalesforceSimulator,
  type SalesforceSimulator,
} from '@concord/connector-salesforce/simulator';
import { createGateway, ensureApiKey, type Gateway } from '@concord/graphql-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccounts } from '../src/accounts.ts';
import { openCommandLine } from './command-line.ts';

const directory = new URL('../../../docs/frontend/', import.meta.url);

/** One request of a page: a document, and what is given with it. */
interface Example {
  readonly query: string;
  readonly variables: string;
}

const examplesOf = (page: string): Example[] => {
  const blocks = [...page.matchAll(/^```(graphql|json)\n([\s\S]*?)^```$/gmu)];
  let query = '';
  return blocks.flatMap(([, kind, text = ''], at) => {
    if (kind === 'json') return [{ query, variables: text }];
    query = text;
    return blocks[at + 1]?.[1] === 'json' ? [] : [{ query, variables: '{}' }];
  });
};

const isSubscription = (query: string): boolean => query.startsWith('subscription');

const { runner } = openCommandLine();
const { signal } = new AbortController();
let simulator: SalesforceSimulator;
let gateway: Gateway;
let secret = '';

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
      .replace('INSTANCE-URL', simulator.url)
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

/** Runs the examples of a page in their order, and expects each to succeed. */
const expectToRun = async (name: string): Promise<void> => {
  const examples = examplesOf(await readFile(new URL(name, directory), 'utf8'));
  expect(examples.length).toBeGreaterThan(1);
  for (const example of examples) {
    const { data, errors } = (await run(example)) as { data: never; errors?: unknown };
    expect(errors).toBeUndefined();
    expect(refusalsIn(data)).toEqual([]);
  }
};

beforeAll(async () => {
  simulator = await createSalesforceSimulator({ seed: 3, accounts: 5, contacts: 5 });
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
});

afterAll(async () => {
  await runner.close();
  await simulator.close();
});

// One after the other: a page goes on where the one before it ended.
describe('the pages for frontends', () => {
  it('tell of all pages there are', async () => {
    const index = await readFile(new URL('README.md', directory), 'utf8');
    const pages = (await readdir(directory)).filter((name) => name !== 'README.md');
    for (const name of pages) expect(index).toContain(`](${name})`);
  });

  it('connect a CRM', async () => {
    await expectToRun('connect.md');
    const [connection] = await runner.store.listConnections();
    expect(connection).toMatchObject({ name: 'Acme', reading: true, writing: true });
  });

  it('watch it work', async () => {
    await expectToRun('watch.md');
    const [connection] = await runner.store.listConnections();
    expect((await runner.engine.runRead(connection?.id ?? '', signal))?.failure).toBeNull();
  });

  it('map fields (R-MAP-1)', async () => {
    await expectToRun('map-fields.md');
  });

  it('sync a person (R-PERSON-1)', async () => {
    const errorWhen = "LastName = 'Byron'";
    const rule = { name: 'Poets', object: 'Contact', errorWhen, message: 'No poets' };
    simulator.setRules({ validations: [rule] });
    await expectToRun('sync-a-person.md');
    const [connection] = await runner.store.listConnections();
    expect((await runner.engine.runWrite(connection?.id ?? '', signal))?.failure).toBeNull();
  });

  it('fix errors (R-ERR-1)', async () => {
    expect(await idOfFirstFailure()).not.toBe('');
    await expectToRun('fix-errors.md');
  });

  it('exclude companies with an open opportunity (R-OPP-3)', async () => {
    await expectToRun('exclude-companies.md');
  });
});
