import { samples } from '@concord/testkit/store';
import { describe, expect, it } from 'vitest';
import { countCalls } from './count-calls.ts';
import { createFixture } from './fixture.ts';

let calls: string[] = [];
const { ask, engine, store, connect } = await createFixture({
  wrapStore: (memory) => {
    const counted = countCalls(memory);
    calls = counted.calls;
    return counted.store;
  },
});
await connect();
await engine.setSwitches('c1', { writing: true });

const sync = async (email: string): Promise<string> => {
  const answer = await engine.syncPerson({ email }, {});
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value.record.id;
};
const ada = await sync('ada@acme.example');
await sync('grace@acme.example');

/** Calls of the store for a question, that for the key and the share of its caller among them. */
const callsOf = async (query: string, variables = {}): Promise<string[]> => {
  await ask('{ __typename }');
  calls.length = 0;
  const { errors } = await ask(query, variables);
  expect(errors).toBeUndefined();
  return calls.toSorted();
};

const connections = `{ crmConnections {
  name activity { state } objects { name checkpoint { at } counts { mirrored } }
} }`;

describe('a question asks the store', () => {
  it('once for each thing about all connections', async () => {
    const asked = [
      'countObjects',
      'listApiKeys',
      'listCheckpoints',
      'listConnections',
      'workAhead',
    ];
    expect(await callsOf(connections)).toEqual(asked);
    for (const id of ['c2', 'c3']) {
      await store.createConnection(samples.aConnection({ id, accountId: id }));
    }
    expect(await callsOf(connections)).toEqual(asked);
  });

  it('once for the record that is explained', async () => {
    const query = `query ($id: ID!) { explain(connectionId: "c1", recordId: $id) { action } }`;
    const asked = await callsOf(query, { id: ada });
    expect(asked.filter((name) => name === 'getRecords')).toEqual(['getRecords']);
    expect(asked).not.toContain('getOutcomes');
    expect(asked.length).toBeLessThanOrEqual(9);
  });

  it('once for all records of a plan', async () => {
    const query = '{ plan(connectionId: "c1", first: 50) { edges { node { action } } } }';
    const asked = await callsOf(query);
    expect(asked.filter((name) => name === 'getRecords')).toEqual(['getRecords']);
    expect(asked.length).toBeLessThanOrEqual(9);
  });
});
