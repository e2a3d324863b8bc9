import { createSyncError } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { createFixture } from './fixture.ts';

const { ask, crm, engine, store, connect } = await createFixture();
await connect();
await engine.setSwitches('c1', { reading: true, writing: true });
const { signal } = new AbortController();
crm.state.insert('person', 'Person', { Email: 'ada@acme.com', LastName: 'Lovelace' });
await engine.runRead('c1', signal);

const sync = async (email: string, fields: Record<string, string>): Promise<string> => {
  const answer = await engine.syncPerson({ email, fields }, {});
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value.record.id;
};
const ada = await sync('ada@acme.com', { title: 'Countess' });
const grace = await sync('grace@acme.com', { lastName: 'Hopper' });

const explanation = `query ($id: ID!) {
  explain(connectionId: "c1", recordId: $id) {
    record { ... on Person { id } }
    action reason isAsked crmObject objectReason crmId decidedBy
    keys { kind value }
    candidates { crmId isLinked modifiedAt signals { name value } }
    fields { crmField platformField verdict held set }
    guarantee { update create because }
    company { action }
    failure { message remedy }
    basis { from at }
  }
}`;

describe('explain', () => {
  it('says what is done about a record, and why field by field', async () => {
    const { data, errors } = await ask(explanation, { id: ada });
    expect(errors).toBeUndefined();
    expect(data.explain).toMatchObject({
      record: { id: ada },
      action: 'UPDATE',
      isAsked: true,
      crmObject: 'Person',
      objectReason: 'FOUND',
      decidedBy: 'only',
      candidates: [{ isLinked: true, signals: [] }],
      basis: { from: 'MIRROR' },
      company: null,
      failure: null,
    });
    expect(data.explain.keys).toContainEqual({ kind: 'EMAIL', value: 'ada@acme.com' });
    const title = { crmField: 'Title', platformField: 'title', verdict: 'FILL' };
    expect(data.explain.fields).toContainEqual({ ...title, held: null, set: 'Countess' });
  });

  it('refuses what leads nowhere, naming the argument', async () => {
    const { errors } = await ask(explanation, { id: 'nobody' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'recordId' });
  });

  it('tells why the CRM could not be asked', async () => {
    const { open } = crm.access;
    const expired = createSyncError('renew: the grant was revoked', {
      code: 'unauthorized',
      retry: 'never',
      effect: 'none',
    });
    Object.assign(crm.access, { open: () => Promise.reject(expired) });
    const { errors } = await ask(explanation, { id: ada });
    Object.assign(crm.access, { open });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CRM_REFUSED', class: 'CREDENTIALS' });
  });
});

describe('plan', () => {
  const query = `query ($ids: [ID!], $first: Int!, $after: String) {
    plan(connectionId: "c1", recordIds: $ids, first: $first, after: $after) {
      apiCalls
      basis { from at }
      pageInfo { hasNextPage endCursor }
      edges { node { action record { ... on Person { id } } } }
    }
  }`;

  it('lists what is asked for, with the calls it takes', async () => {
    const { data, errors } = await ask(query, { first: 10 });
    expect(errors).toBeUndefined();
    const actions = data.plan.edges.map(({ node }: { node: { action: string } }) => node.action);
    expect(actions.toSorted()).toEqual(['CREATE', 'UPDATE']);
    expect(data.plan).toMatchObject({ apiCalls: 2, basis: { from: 'MIRROR' } });
    expect(crm.state.history.filter(({ kind }) => kind !== 'created')).toEqual([]);
  });

  it('goes through the records named, page by page', async () => {
    const ids = [grace, ada];
    const first = await ask(query, { ids, first: 1 });
    const { pageInfo, edges } = first.data.plan;
    expect([pageInfo.hasNextPage, edges[0].node.record.id]).toEqual([true, grace]);
    const rest = await ask(query, { ids, first: 5, after: pageInfo.endCursor });
    expect(rest.data.plan.edges).toMatchObject([{ node: { record: { id: ada } } }]);
    expect(rest.data.plan.pageInfo.hasNextPage).toBe(false);
  });

  it('refuses more records than one question may name', async () => {
    const ids = Array.from({ length: 1_001 }, (_, at) => `p${at}`);
    const { errors } = await ask(query, { ids, first: 1 });
    expect(errors?.[0]?.extensions).toMatchObject({ field: 'recordIds' });
  });
});

describe('undo', () => {
  const mutation = `mutation ($input: UndoInput!) {
    undo(input: $input) {
      ... on UndoSuccess {
        count outcomeIds outcomes { id status undoes verdicts { crmField verdict } }
        notUndone { outcomeId reason undoneBy }
      }
      ... on InvalidInput { problems { field message } }
    }
  }`;

  it('undoes a run, and tells in outcomes what became of it', async () => {
    await engine.runWrite('c1', signal);
    const { items } = await store.listOutcomes({ first: 9, after: null, filter: {} });
    const written = items.map(({ item }) => item).filter(({ direction }) => direction === 'write');
    const [first] = written;
    expect(written.map(({ status }) => status).toSorted()).toEqual(['created', 'updated']);
    const asked = await ask(mutation, { input: { runId: first?.runId } });
    expect(asked.errors).toBeUndefined();
    expect(asked.data.undo).toMatchObject({ count: 2, notUndone: [] });
    await engine.runWrite('c1', signal);
    const again = await store.getOutcomes(asked.data.undo.outcomeIds);
    expect(again.map(({ status }) => status).toSorted()).toEqual(['removed', 'updated']);
    const list = await ask('{ outcomes(first: 9) { edges { node { id undoes } } } }');
    const undone = list.data.outcomes.edges.flatMap(
      ({ node }: { node: { undoes: string[] } }) => node.undoes,
    );
    expect(undone.toSorted()).toEqual(written.map(({ id }) => id).toSorted());
    const twice = await ask(mutation, { input: { runId: first?.runId } });
    expect(twice.data.undo).toMatchObject({ count: 0, outcomeIds: [], outcomes: [] });
    const by = twice.data.undo.notUndone.map(({ undoneBy }: { undoneBy: string }) => undoneBy);
    expect(by.toSorted()).toEqual(asked.data.undo.outcomeIds.toSorted());
  });

  it('is shown where the write would be, until it is done', async () => {
    await sync('ada@acme.com', { title: 'Countess of Lovelace' });
    await engine.runWrite('c1', signal);
    const { items } = await store.listOutcomes({ first: 1, after: null, filter: {} });
    const id = items[0]?.item.id ?? '';
    await ask(mutation, { input: { outcomeIds: [id] } });
    const shown = `{ plan(connectionId: "c1", first: 9) { edges { node {
      ... on PlannedWrite { action undoes }
    } } } }`;
    const { data, errors } = await ask(shown);
    expect(errors).toBeUndefined();
    expect(data.plan.edges).toMatchObject([{ node: { undoes: [id] } }]);
    await engine.runWrite('c1', signal);
    expect((await ask(shown)).data.plan.edges).toEqual([]);
  });

  it('goes through a run page by page', async () => {
    for (const name of ['one', 'two']) await sync(`${name}@acme.com`, { lastName: 'Lee' });
    await engine.runWrite('c1', signal);
    const { items } = await store.listOutcomes({ first: 1, after: null, filter: {} });
    const paged = `mutation ($runId: ID!, $first: Int, $after: String) {
      undo(input: { runId: $runId }, first: $first, after: $after) {
        ... on UndoSuccess { count next }
      }
    }`;
    const of = { runId: items[0]?.item.runId };
    const first = await ask(paged, { ...of, first: 1 });
    expect(first.data.undo).toMatchObject({ count: 1, next: expect.any(String) });
    const second = await ask(paged, { ...of, after: first.data.undo.next });
    expect(second.data.undo).toEqual({ count: 1, next: null });
    for (const wrong of [{ first: 1_001 }, { first: 0 }, { after: 'nowhere' }]) {
      const { errors } = await ask(paged, { ...of, ...wrong });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT' });
    }
  });

  it('names what it cannot undo, and why', async () => {
    const { data } = await ask(mutation, { input: { outcomeIds: ['nothing'] } });
    expect(data.undo).toMatchObject({ count: 0, notUndone: [{ outcomeId: 'nothing' }] });
    const none = await ask(mutation, { input: { runId: 'nowhere' } });
    expect(none.data.undo.problems).toMatchObject([{ field: 'input.runId' }]);
  });
});
