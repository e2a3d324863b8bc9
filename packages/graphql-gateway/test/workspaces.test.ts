import { createTestClock } from '@concord/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../src/index.ts';
import { countCalls } from './count-calls.ts';
import { createFixture } from './fixture.ts';
import { createIssuer } from './issuer.ts';
import { operations } from './operations.ts';

const clock = createTestClock();
const issuer = await createIssuer(Date.parse(clock.now()) / 1000);
afterAll(issuer.close);

/** Two workspaces behind one gateway, `acme` with records that no other may see a trace of. */
const createTwo = async () => {
  let calls: string[] = [];
  const acme = await createFixture({
    workspace: 'acme',
    wrapStore: (memory) => {
      const counted = countCalls(memory);
      calls = counted.calls;
      return counted.store;
    },
  });
  await acme.connect();
  const person = { email: 'canary@canary.example', fields: { lastName: 'Canary' } };
  const synced = await acme.engine.syncPerson(person, { play: 'Canary' });
  if (!synced.ok) throw new Error('not synced');
  const other = await createFixture({
    tokens: issuer.tokens,
    beside: [['acme', { engine: acme.engine, store: acme.store, accounts: acme.accounts }]],
  });
  const ids = ['c1', synced.value.record.id, ...synced.value.requestIds];
  return { acme, other, ids, calls };
};

const { acme, other, ids, calls } = await createTwo();

const matrix = ids.flatMap((id) =>
  operations(JSON.stringify(id)).filter(({ type }) => type !== 'Subscription'),
);

describe('another workspace', () => {
  it.each(matrix)('is not reached by $type.$name: $document', async ({ document }) => {
    const nothing = document.replaceAll(/"c1"|"[\w:-]{8,}"/g, '"nothing"');
    calls.length = 0;
    const asked = await other.ask(document);
    const answered = JSON.stringify([asked.data, asked.errors]);
    expect(answered.toLowerCase()).not.toContain('canary');
    expect(calls).toEqual([]);
    // The same words as for an id that nobody has.
    const unknown = await other.ask(nothing);
    expect(Object.keys(asked.data ?? {})).toEqual(Object.keys(unknown.data ?? {}));
    expect(asked.errors?.map(({ message }) => message)).toEqual(
      unknown.errors?.map(({ message }) => message),
    );
  });

  it('is not seen in any list', async () => {
    const lists = `{
      crmConnections { id }
      apiKeys { id }
      companies(first: 9) { edges { node { id } } }
      people(first: 9) { edges { node { id } } }
      outcomes(first: 9) { totalCount edges { node { id } } }
      runs(first: 9) { edges { node { id } } }
    }`;
    const { data } = await other.ask(lists);
    expect(data).toMatchObject({ crmConnections: [], people: { edges: [] }, runs: { edges: [] } });
    expect(data.companies.edges).toEqual([]);
    expect(data.outcomes).toEqual({ totalCount: 0, edges: [] });
    expect(JSON.stringify(await acme.askThrough(other.gateway, lists))).toContain('"c1"');
  });
});

describe('an undo of what another workspace wrote', () => {
  const mutation = `mutation ($input: UndoInput!) {
    undo(input: $input) {
      ... on UndoSuccess { count outcomeIds notUndone { outcomeId reason } }
      ... on InvalidInput { problems { field } }
    }
  }`;

  it('is told that there is no such thing, and undoes nothing', async () => {
    const { acme: writer, other: asker } = await createTwo();
    const { signal } = new AbortController();
    await writer.engine.setSwitches('c1', { reading: true, writing: true });
    await writer.engine.runRead('c1', signal);
    await writer.engine.syncPerson({ email: 'new@acme.com', fields: { lastName: 'New' } }, {});
    await writer.engine.runWrite('c1', signal);
    const { items } = await writer.store.listOutcomes({ first: 9, after: null, filter: {} });
    const [written] = items.map(({ item }) => item);
    expect(written).toMatchObject({ status: 'created', runId: expect.any(String) });
    const changes = writer.crm.state.history.length;
    const outcomeIds = [written?.id];
    const single = await asker.ask(mutation, { input: { outcomeIds } });
    expect(single.data.undo).toEqual({
      count: 0,
      outcomeIds: [],
      notUndone: [{ outcomeId: written?.id, reason: 'There is no such outcome.' }],
    });
    const run = await asker.ask(mutation, { input: { runId: written?.runId } });
    expect(run.data.undo).toMatchObject({ problems: [{ field: 'input.runId' }] });
    expect(await writer.store.nextDueAt('c1')).toBeNull();
    expect(writer.crm.state.history).toHaveLength(changes);
  });
});

describe('a key', () => {
  it('opens only the workspace that it is of', async () => {
    const parts = { store: acme.store, clock };
    const made = await createApiKey({ name: 'a', role: 'admin', workspace: 'acme' }, parts);
    expect(made.secret).toMatch(/^cck_acme\.[\w-]{43}$/);
    const { data } = await other.askAs(made.secret, '{ crmConnections { id } }');
    expect(data.crmConnections).toEqual([{ id: 'c1' }]);
  });

  it.each([
    ['default', (chance: string) => `cck_${chance}`],
    ['another', (chance: string) => `cck_other.${chance}`],
    ['one by an odd name', (chance: string) => `cck___proto__.${chance}`],
  ])('renamed to %s opens nothing', async (_, rename) => {
    const parts = { store: acme.store, clock };
    const made = await createApiKey({ name: 'a', role: 'admin', workspace: 'acme' }, parts);
    const forged = rename(made.secret.slice(-43));
    expect((await other.askAs(forged, '{ __typename }')).status).toBe(401);
  });
});

describe('a token', () => {
  const connections = '{ crmConnections { id } }';

  it('opens the workspace that it names', async () => {
    const ofAcme = await other.askAs(await issuer.sign({ workspace: 'acme' }), connections);
    expect(ofAcme.data.crmConnections).toEqual([{ id: 'c1' }]);
    const ofDefault = await other.askAs(await issuer.sign({ workspace: 'default' }), connections);
    expect(ofDefault.data.crmConnections).toEqual([]);
  });

  it.each([null, '', 'nobody', '__proto__', ['acme'], { acme: true }, 1])(
    'that names %j opens none of several',
    async (workspace) => {
      expect((await other.askAs(await issuer.sign({ workspace }), connections)).status).toBe(401);
    },
  );
});
