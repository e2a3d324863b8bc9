import { describe, expect, it } from 'vitest';
import { createApiKey } from '../src/index.ts';
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

const startConnectCrm = `mutation ($input: StartConnectCrmInput!) { startConnectCrm(input: $input) {
  __typename
  ... on StartConnectCrmSuccess { authorisation { authorizeUrl state expiresAt } }
  ... on InvalidInput { problems { field } }
} }`;

const startReconnectCrm = `mutation ($input: StartReconnectCrmInput!) {
  startReconnectCrm(input: $input) {
    __typename
    ... on StartReconnectCrmSuccess { authorisation { state } }
    ... on InvalidInput { problems { field } }
    ... on NotFound { id }
  }
}`;

const finishConnectCrm = `mutation ($input: FinishConnectCrmInput!) {
  finishConnectCrm(input: $input) {
    __typename
    ... on FinishConnectCrmSuccess { connection { id name state } }
    ... on InvalidInput { problems { field remedy } }
    ... on Refused { failure { class remedy } }
  }
}`;

const redirectUri = 'https://app.example/';

describe('startConnectCrm and finishConnectCrm', () => {
  const begin = async ({ ask }: Awaited<ReturnType<typeof createFixture>>) => {
    const { data } = await ask(startConnectCrm, { input: { crm: 'memory', redirectUri } });
    return data.startConnectCrm.authorisation.state as string;
  };

  it('connect an account under the name of its CRM, both switches off', async () => {
    const fixture = await createFixture();
    const input = { state: await begin(fixture), code: 'right', error: null };
    const { data } = await fixture.ask(finishConnectCrm, { input });
    expect(data.finishConnectCrm.connection).toMatchObject({ name: 'Memory', state: 'ACTIVE' });
    expect(await fixture.store.listSwitches()).toMatchObject([{ reading: false, writing: false }]);
  });

  it('connect the same account again (R-ERR-4)', async () => {
    const { ask, connect, store } = await createFixture();
    await connect();
    await store.changeConnection('c1', { state: 'needs-reconnect' });
    const input = { connectionId: 'c1', redirectUri };
    const { state } = (await ask(startReconnectCrm, { input })).data.startReconnectCrm
      .authorisation;
    const { data } = await ask(finishConnectCrm, { input: { state, code: 'right' } });
    expect(data.finishConnectCrm.connection).toMatchObject({ id: 'c1', state: 'ACTIVE' });
  });

  it('are for the key that began', async () => {
    const fixture = await createFixture();
    const { store, clock, askAs } = fixture;
    const key = { name: 'other', role: 'admin', workspace: 'default' } as const;
    const { secret } = await createApiKey(key, { store, clock });
    const input = { state: await begin(fixture), code: 'right' };
    const { data } = await askAs(secret, finishConnectCrm, { input });
    expect(data.finishConnectCrm.problems).toMatchObject([{ field: 'input.state' }]);
  });

  it.each([{ code: 'wrong' }, { error: 'access_denied' }, { code: 'right', error: 'denied' }])(
    'refuse %j, to be begun again',
    async (brought) => {
      const fixture = await createFixture();
      const input = { state: await begin(fixture), ...brought };
      const { data } = await fixture.ask(finishConnectCrm, { input });
      expect(data.finishConnectCrm.failure).toMatchObject({
        class: 'CREDENTIALS',
        remedy: expect.stringContaining('begin again'),
      });
    },
  );

  it.each([{}, { code: '' }, { code: null, error: '' }])(
    'use up no state for %j',
    async (brought) => {
      const fixture = await createFixture();
      const state = await begin(fixture);
      const { data } = await fixture.ask(finishConnectCrm, { input: { state, ...brought } });
      expect(data.finishConnectCrm.problems).toMatchObject([{ field: 'input.code' }]);
      const done = await fixture.ask(finishConnectCrm, { input: { state, code: 'right' } });
      expect(done.data.finishConnectCrm.connection.state).toBe('ACTIVE');
    },
  );

  it('name what was given wrong', async () => {
    const { ask, connect } = await createFixture();
    await connect();
    const other = { redirectUri: 'https://other.example/' };
    const fieldsOf = async (query: string, input: object) => {
      const [result] = Object.values((await ask(query, { input })).data);
      return (result as { problems: { field: string }[] }).problems.map(({ field }) => field);
    };
    expect(await fieldsOf(startConnectCrm, { crm: 'other', redirectUri })).toEqual(['input.crm']);
    expect(await fieldsOf(startConnectCrm, { crm: 'memory', ...other })).toEqual([
      'input.redirectUri',
      'input.crm',
    ]);
    expect(await fieldsOf(startReconnectCrm, { connectionId: 'c1', ...other })).toEqual([
      'input.redirectUri',
      'input.connectionId',
    ]);
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
    [startReconnectCrm, { connectionId: 'no', redirectUri }],
  ])('say which connection there is not', async (query, input) => {
    const { ask } = await createFixture();
    const { data } = await ask(query, { input });
    expect(Object.values(data)).toEqual([{ __typename: 'NotFound', id: 'no' }]);
  });
});
