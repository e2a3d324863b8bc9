import { createSyncError } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { createFixture } from './fixture.ts';

const { ask, crm, connect, engine } = await createFixture();
await connect();
await engine.setSwitches('c1', { writing: true });

const retry = `mutation M($input: RetryOutcomesInput!) {
  retryOutcomes(input: $input) {
    __typename
    ... on RetryOutcomesSuccess { count }
    ... on NotFound { id }
  }
}`;

const refusal = createSyncError('create Person: the CRM refused it', {
  code: 'invalid',
  retry: 'never',
  effect: 'none',
  remote: { status: 400, code: 'RULE', message: 'Title is missing' },
});

/** Asks for a person and writes what is due. */
const failWrite = async (email: string) => {
  await engine.syncPerson({ email }, {});
  await engine.runWrite('c1', new AbortController().signal);
};

describe('retryOutcomes', () => {
  it('opens failed writes again, singly or all together (R-ERR-2)', async () => {
    crm.interleave = ({ operation }) => {
      if (operation === 'create') throw refusal;
    };
    for (const name of ['ada', 'bob', 'eve']) await failWrite(`${name}@acme.com`);
    const failed = `{
      outcomes(first: 10, filter: { status: [FAILED] }) {
        edges { node { id status class code message remedy field attempt retryAt } }
      }
    }`;
    const { data } = await ask(failed);
    expect(data.outcomes.edges).toHaveLength(3);
    expect(data.outcomes.edges[0].node).toMatchObject({ code: 'invalid', retryAt: null });
    const one = await ask(retry, { input: { ids: [data.outcomes.edges[0].node.id] } });
    expect(one.data.retryOutcomes.count).toBe(1);
    const all = await ask(retry, { input: { filter: { connectionId: 'c1' } } });
    expect(all.data.retryOutcomes.count).toBe(3);
    crm.interleave = () => {};
    await engine.runWrite('c1', new AbortController().signal);
    expect(crm.state.all('Person').map((record) => record.fields['Email'])).toHaveLength(3);
  });

  it('opens those of every connection where the filter names none', async () => {
    crm.interleave = ({ operation }) => {
      if (operation === 'create') throw refusal;
    };
    await failWrite('ida@acme.com');
    const narrow = { object: 'COMPANY', class: 'INVALID_VALUE' };
    expect((await ask(retry, { input: { filter: narrow } })).data.retryOutcomes.count).toBe(0);
    const filter = { object: 'PERSON', crmObject: 'Person', class: 'INVALID_VALUE' };
    expect((await ask(retry, { input: { filter } })).data.retryOutcomes.count).toBe(1);
    crm.interleave = () => {};
  });

  it('counts nothing for ids that are no writes', async () => {
    const { data } = await ask(retry, { input: { ids: ['nope'] } });
    expect(data.retryOutcomes).toEqual({ __typename: 'RetryOutcomesSuccess', count: 0 });
  });

  it('says that a connection does not exist', async () => {
    const { data } = await ask(retry, { input: { filter: { connectionId: 'c9' } } });
    expect(data.retryOutcomes).toEqual({ __typename: 'NotFound', id: 'c9' });
  });

  it.each([{ ids: [], filter: {} }, {}])('takes either ids or a filter: %j', async (input) => {
    const { errors } = await ask(retry, { input });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('exactly one field must be specified'),
      extensions: { code: 'INVALID_VARIABLE', field: 'input' },
    });
  });
});
