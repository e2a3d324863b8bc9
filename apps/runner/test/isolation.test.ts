import { createApiKey } from '@concord/graphql-gateway';
import { createThrowawayServer } from '@concord/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { type Asked, createAsking, type Wanted } from './isolation/ask-for-all.ts';
import { listen } from './isolation/listen.ts';
import { openTwo, tell, type Seeded } from './isolation/two-workspaces.ts';

const quoted = (text: string): string => JSON.stringify(text);

/** What an owner asks with: a value of its own wherever one is named. */
const valuesOf = (own: Seeded): Wanted['values'] => ({
  connectionId: quoted(own.connection),
  recordId: quoted(own.person),
  recordIds: quoted(own.person),
  companyId: quoted(own.company),
  personId: quoted(own.person),
  runId: quoted(own.run),
  object: quoted('Person'),
  'crmConnection.id': quoted(own.connection),
  'company.id': quoted(own.company),
  'person.id': quoted(own.person),
  'task.id': quoted(own.task),
  'emailMessage.id': quoted(own.emailMessage),
  'opportunity.id': quoted(own.opportunity),
});

const url = 'http://localhost/graphql';

const toCursor = (place: string): string =>
  Buffer.from(JSON.stringify(['changes', place])).toString('base64url');

/** Hundreds of questions. */
const patience = 90_000;

/** On a server where there is one: it is what keeps several workspaces. */
const server = await createThrowawayServer();
const two = await openTwo(server === null ? { memory: true } : { url: server.url });
afterAll(async () => {
  await two.close();
  await server?.stop();
});

const { a, b } = two.seeded;

const send = (secret: string, query: string, accept = 'application/json') =>
  two.gateway.fetch(
    new Request(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', accept },
      body: JSON.stringify({ query }),
    }),
  );

const ask = async (secret: string, query: string) => (await send(secret, query)).text();

const asking = (values: Wanted['values'], narrows = true) =>
  createAsking(two.gateway.schema, { values, narrows });

const operationsWith = (values: Wanted['values'], kind: Asked['kind']): readonly Asked[] =>
  asking(values)
    .operations()
    .filter((asked) => asked.kind === kind);

/** All that a key sees, asked for with somebody's ids. */
const crawl = async (secret: string, values: Wanted['values']): Promise<string[]> => {
  const narrowed = operationsWith(values, 'Query').map(({ document }) => document);
  const answers: string[] = [];
  for (const query of [...asking(values, false).crawl(), ...narrowed]) {
    answers.push(await ask(secret, query));
  }
  return answers;
};

const showing = (answers: readonly string[], mark: string) =>
  answers.filter((answer) => answer.includes(mark));

describe('another workspace', () => {
  it('is seen in nothing that can be asked', { timeout: patience }, async () => {
    const own = await crawl(a.secret, valuesOf(a));
    expect(own.filter((answer) => /INTERNAL|TOO_|GRAPHQL_/u.test(answer))).toEqual([]);
    expect(showing(own, 'canary').length).toBeGreaterThan(30);
    const ofB = await crawl(b.secret, valuesOf(b));
    expect(showing(ofB, 'sparrow').length).toBe(showing(own, 'canary').length);
    expect(showing(ofB, 'canary')).toEqual([]);
  });

  /** What a key of another workspace is answered to all that takes an id, without that id. */
  const replay = async (id: string): Promise<string[]> => {
    const values = { ID: quoted(id) };
    const all = [...operationsWith(values, 'Query'), ...operationsWith(values, 'Mutation')];
    const key = { name: id, role: 'admin', workspace: 'b' } as const;
    const { secret } = await createApiKey(key, { store: two.stores.b, clock: two.clock });
    const answers: string[] = [];
    for (const { document } of all.filter((asked) => asked.document.includes(quoted(id)))) {
      answers.push((await ask(secret, document)).replaceAll(id, 'ID'));
    }
    expect(answers.filter((answer) => answer.includes('RATE_LIMITED'))).toEqual([]);
    return answers;
  };

  it('answers to its ids as to any, and is not changed', { timeout: patience }, async () => {
    const before = await crawl(a.secret, valuesOf(a));
    const nobodys = await replay('nobody');
    expect(nobodys.length).toBeGreaterThan(30);
    const { secret, ...ids } = a;
    for (const id of Object.values(ids)) expect([id, await replay(id)]).toEqual([id, nobodys]);
    expect(await crawl(secret, valuesOf(a))).toEqual(before);
  });

  it('shows nothing behind its cursors', async () => {
    const lists = Object.values(two.gateway.schema.getQueryType()?.getFields() ?? {})
      .filter(({ args }) => args.some(({ name }) => name === 'after'))
      .map(({ name }) => name);
    expect(lists.length).toBeGreaterThan(6);
    const page = (list: string, own: Seeded, after: string) => {
      const connection = list === 'plan' ? `connectionId: ${quoted(own.connection)}, ` : '';
      return `{ ${list}(${connection}first: 1${after}) { edges { cursor node { __typename } } } }`;
    };
    for (const list of lists) {
      const own = await ask(a.secret, page(list, a, ''));
      const cursor = /"cursor":"([^"]+)"/u.exec(own)?.[1];
      if (cursor === undefined) continue;
      const ofB = await ask(b.secret, page(list, b, `, after: ${quoted(cursor)}`));
      expect([list, ofB]).toEqual([list, expect.not.stringMatching(/INTERNAL/u)]);
      const all = await ask(b.secret, page(list, b, ''));
      const shown = [...ofB.matchAll(/"cursor":"([^"]+)"/gu)].map(([, one]) => one ?? '');
      for (const one of shown) expect(all).toContain(one);
    }
  });

  it('is not in the export', async () => {
    const exportAs = async ({ secret }: Seeded, filter: object): Promise<string> => {
      const query = `filter=${encodeURIComponent(JSON.stringify(filter))}`;
      const headers = { authorization: `Bearer ${secret}` };
      const address = `http://localhost/exports/outcomes.csv?${query}`;
      return (await two.gateway.fetch(new Request(address, { headers }))).text();
    };
    expect(await exportAs(a, {})).toContain('canary');
    expect(await exportAs(b, {})).toMatch(/sparrow/u);
    expect(await exportAs(b, {})).not.toContain('canary');
    const byIds = { connectionId: a.connection, recordId: a.person, runId: a.run };
    const nobody = { connectionId: 'nobody', recordId: 'nobody', runId: 'nobody' };
    expect(await exportAs(b, byIds)).toBe(await exportAs(b, nobody));
  });

  it('is heard of in no stream, from any place on', async () => {
    const place = await two.stores.a.lastChange();
    const values = (own: Seeded) => ({ ...valuesOf(own), after: quoted(toCursor(place)) });
    const narrowed = (own: Seeded) => operationsWith(values(own), 'Subscription');
    const outcomes = (own: Seeded) =>
      asking({ ...values(own), 'outcomeRecorded.after': values(own).after }, false)
        .operations()
        .filter(({ name }) => name === 'outcomeRecorded');
    const open = ({ secret }: Seeded, streams: readonly Asked[]) =>
      Promise.all(streams.map(({ document }) => send(secret, document, 'text/event-stream')));
    const nobody = Object.fromEntries(
      Object.entries(a).map(([name, id]) => [name, id.replace('canary', 'nobody')]),
    ) as unknown as Seeded;
    const ofB = await open(b, narrowed(b));
    const byIdsOfA = await open(b, narrowed(a));
    const byIdsOfNobody = await open(b, narrowed(nobody));
    const [allOfA, allOfB] = [await open(a, outcomes(a)), await open(b, outcomes(b))];
    await tell(two.stores.a, 'canary', 'told by canary');
    await tell(two.stores.b, 'sparrow', 'told by sparrow');
    const heard = await listen(allOfB[0] as Response, 'told by sparrow');
    expect(heard).toContain('told by sparrow');
    expect(heard).not.toContain('canary');
    expect(await listen(allOfA[0] as Response, 'told by canary')).toContain('told by canary');
    // All streams end with their hour.
    const toEnd = (streams: readonly Response[]) =>
      Promise.all(streams.map((one) => listen(one, 'nothing stops this')));
    const ends = Promise.all([toEnd(byIdsOfA), toEnd(byIdsOfNobody), toEnd(ofB)]);
    for (let minute = 0; minute <= 60; minute += 1) await two.clock.advance(60_000);
    const [ofIds, ofNobody, own] = await ends;
    expect([...ofIds, ...own].join('')).not.toContain('canary');
    const refusalsIn = (texts: readonly string[]) =>
      texts.map((text) => text.match(/"message":"[^"]*"|"code":"[^"]*"/gu));
    expect(refusalsIn(ofIds)).toEqual(refusalsIn(ofNobody));
  });
});
