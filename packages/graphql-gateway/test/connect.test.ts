import { describe, expect, it } from 'vitest';
import { createFixture } from './fixture.ts';

const fields = `
  __typename
  ... on ConnectCrmSuccess { connection { id name state reading writing } }
  ... on InvalidInput { problems { field message remedy } }
  ... on Refused { failure { class remedy } }
`;

const connectCrm = `mutation ($input: ConnectCrmInput!) { connectCrm(input: $input) { ${fields} } }`;

const reconnectCrm = `mutation ($input: ReconnectCrmInput!) { reconnectCrm(input: $input) {
  __typename
  ... on ReconnectCrmSuccess { connection { id state } }
  ... on Refused { failure { class } }
  ... on NotFound { id }
} }`;

const disconnectCrm = `mutation ($input: DisconnectCrmInput!) { disconnectCrm(input: $input) {
  __typename
  ... on DisconnectCrmSuccess { connection { id state } }
  ... on NotFound { id }
} }`;

const grantOf = (accessToken: string) => ({ token: { accessToken } });

describe('connectCrm', () => {
  it('connects an account with both switches off (R-MAP-2)', async () => {
    const { ask } = await createFixture();
    const input = { crm: 'memory', name: 'Acme', grant: grantOf('right') };
    const { data } = await ask(connectCrm, { input });
    expect(data.connectCrm).toMatchObject({
      __typename: 'ConnectCrmSuccess',
      connection: { name: 'Acme', state: 'ACTIVE', reading: false, writing: false },
    });
  });

  it('names the CRMs there are for one that is not', async () => {
    const { ask } = await createFixture();
    const { data } = await ask(connectCrm, { input: { crm: 'other', grant: grantOf('right') } });
    expect(data.connectCrm).toMatchObject({
      __typename: 'InvalidInput',
      problems: [{ field: 'input.crm', remedy: 'use one of memory' }],
    });
  });

  it('refuses an account that is connected already', async () => {
    const { ask, connect } = await createFixture();
    await connect();
    const { data } = await ask(connectCrm, { input: { crm: 'memory', grant: grantOf('right') } });
    expect(data.connectCrm.problems).toMatchObject([
      { field: 'input.grant', remedy: 'reconnect c1 instead' },
    ]);
  });

  it('tells what the CRM refused, and nothing of the token (R-ERR-4)', async () => {
    const { ask, store } = await createFixture();
    const { data } = await ask(connectCrm, { input: { crm: 'memory', grant: grantOf('wrong') } });
    expect(data.connectCrm).toMatchObject({
      __typename: 'Refused',
      failure: { class: 'CREDENTIALS' },
    });
    expect(await store.listConnections()).toEqual([]);
  });

  it('takes one grant, and not two', async () => {
    const { ask } = await createFixture();
    const grant = { ...grantOf('right'), refreshToken: { clientId: 'c', refreshToken: 'r' } };
    const { status, errors } = await ask(connectCrm, { input: { crm: 'memory', grant } });
    expect(errors).toHaveLength(1);
    expect([200, 400]).toContain(status);
  });
});

describe('disconnectCrm and reconnectCrm', () => {
  it('let a connection go and take it up again (R-ERR-4)', async () => {
    const { ask, connect } = await createFixture();
    await connect();
    const gone = await ask(disconnectCrm, { input: { connectionId: 'c1' } });
    expect(gone.data.disconnectCrm.connection).toEqual({ id: 'c1', state: 'NEEDS_RECONNECT' });
    const refused = { connectionId: 'c1', grant: grantOf('wrong') };
    expect((await ask(reconnectCrm, { input: refused })).data.reconnectCrm).toEqual({
      __typename: 'Refused',
      failure: { class: 'CREDENTIALS' },
    });
    const back = await ask(reconnectCrm, {
      input: { connectionId: 'c1', grant: grantOf('right') },
    });
    expect(back.data.reconnectCrm.connection).toEqual({ id: 'c1', state: 'ACTIVE' });
  });

  it.each([
    [disconnectCrm, { connectionId: 'no' }],
    [reconnectCrm, { connectionId: 'no', grant: grantOf('right') }],
  ])('say which connection there is not', async (query, input) => {
    const { ask } = await createFixture();
    const { data } = await ask(query, { input });
    expect(Object.values(data)).toEqual([{ __typename: 'NotFound', id: 'no' }]);
  });
});
