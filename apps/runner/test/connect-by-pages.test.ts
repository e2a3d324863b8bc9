import { createHubSpotSimulator } from '@concord/connector-hubspot/simulator';
import { createSalesforceSimulator } from '@concord/connector-salesforce/simulator';
import { createMemoryQueue, createMemoryStore } from '@concord/core/memory-store';
import { createApiKey, createGateway, type GatewayEvent } from '@concord/graphql-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccounts } from '../src/accounts.ts';
import { parseConfiguration } from '../src/configuration/configuration.ts';
import { createRunner, type Runner } from '../src/create-runner.ts';
import { parseKeyRing } from '../src/credentials/key-ring.ts';
import { systemClock } from '../src/system/system-clock.ts';

const redirectUri = 'https://app.example/connected';
const { signal } = new AbortController();

const startMutation = `mutation ($input: StartConnectCrmInput!) { startConnectCrm(input: $input) {
  __typename
  ... on StartConnectCrmSuccess { authorisation { authorizeUrl state expiresAt } }
  ... on InvalidInput { problems { field message remedy } }
} }`;

const againMutation = `mutation ($input: StartReconnectCrmInput!) { startReconnectCrm(input: $input) {
  __typename
  ... on StartReconnectCrmSuccess { authorisation { authorizeUrl state expiresAt } }
  ... on InvalidInput { problems { field message remedy } }
  ... on NotFound { id }
} }`;

const finishMutation = `mutation ($input: FinishConnectCrmInput!) { finishConnectCrm(input: $input) {
  __typename
  ... on FinishConnectCrmSuccess { connection { id name crm state reading writing } }
  ... on InvalidInput { problems { field message remedy } }
  ... on Refused { failure { class message remedy } }
} }`;

const configuration = () => {
  const parsed = parseConfiguration({
    CONCORD_FOLLOW_REDIRECTS: 'off',
    CONCORD_SALESFORCE_CLIENT_ID: 'app',
    CONCORD_SALESFORCE_CLIENT_SECRET: 'canary-secret',
    CONCORD_HUBSPOT_CLIENT_ID: 'app',
    CONCORD_HUBSPOT_CLIENT_SECRET: 'canary-secret',
    CONCORD_REDIRECT_URIS: redirectUri,
  });
  return parsed.ok ? parsed.value : expect.fail('configuration');
};

const openRunnerOf = (): Runner => {
  const ring = parseKeyRing(`test:${Buffer.alloc(32, 7).toString('base64')}`);
  const workspaceOf = (name: string) => {
    const queue = createMemoryQueue(systemClock);
    return { name, store: createMemoryStore(), queue };
  };
  const [first, other] = [workspaceOf('default'), workspaceOf('other')];
  const close = () => first.queue.stop().then(() => other.queue.stop());
  return createRunner({
    configuration: configuration(),
    opened: { workspaces: [first, other], close },
    ring: ring.ok ? ring.value : expect.fail('ring'),
    clock: systemClock,
    report: (event) => told.push(JSON.stringify(event)),
  });
};

const told: string[] = [];

const openApi = async (runner: Runner) => {
  const gateway = createGateway({
    workspaces: new Map(
      runner.workspaces.map((one) => [one.name, { ...one, accounts: createAccounts(one) }]),
    ),
    clock: systemClock,
    tokens: null,
    operations: null,
    whileWanted: (_, work) => work(),
    origins: [],
    mode: 'production',
    log: (event: GatewayEvent) => told.push(JSON.stringify(event)),
  });
  const keyIn = async (at: number, name: string) => {
    const { store, name: workspace } = runner.workspaces[at] ?? expect.fail('workspace');
    const made = await createApiKey(
      { name, role: 'admin', workspace },
      { store, clock: systemClock },
    );
    return made.secret;
  };
  const ask = async (key: string, query: string, input: object) => {
    const request = new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const text = await (await gateway.fetch(request)).text();
    told.push(text.replaceAll(/"(?:authorizeUrl|state)":"[^"]*"/gu, ''));
    // A test reads into answers whose shape its own query decides.
    // oxlint-disable-next-line typescript/no-explicit-any
    return Object.values(JSON.parse(text).data ?? {})[0] as any;
  };
  return { ask, keys: [await keyIn(0, 'own'), await keyIn(0, 'colleague'), await keyIn(1, 'x')] };
};

const salesforce = async () => {
  const open = (organization: number) =>
    createSalesforceSimulator({ seed: 3, accounts: 2, contacts: 2, organization });
  const [own, foreign] = await Promise.all([open(1), open(2)]);
  return {
    own,
    foreign,
    setApproval: (approval: 'granted' | 'denied') => own.setRules({ approval }),
  };
};

const hubspot = async () => {
  const open = (portalId: number) =>
    createHubSpotSimulator({ seed: 3, companies: 2, contacts: 2, portalId });
  const [own, foreign] = await Promise.all([open(1001), open(1002)]);
  return {
    own,
    foreign,
    setApproval: (approval: 'granted' | 'denied') => own.setRules({ approval }),
  };
};

describe.each([
  { crm: 'salesforce', open: salesforce },
  { crm: 'hubspot', open: hubspot },
])("an account of $crm is connected by the CRM's own pages", ({ crm, open }) => {
  let stage: Awaited<ReturnType<typeof open>>;
  let runner: Runner;
  let api: Awaited<ReturnType<typeof openApi>>;
  let seen: string[] = [];

  beforeAll(async () => {
    stage = await open();
    runner = openRunnerOf();
    api = await openApi(runner);
    seen = [];
    told.length = 0;
  }, 60_000);
  afterAll(async () => {
    await runner.close();
    await stage.own.close();
    await stage.foreign.close();
  });

  const start = async (key = 0, loginUrl = stage.own.url) => {
    const input = { crm, name: 'Acme', redirectUri, loginUrl };
    return (await api.ask(api.keys[key] ?? '', startMutation, input)).authorisation;
  };

  /** As a browser does: to the page, and back to where it sends it. */
  const visit = async (authorizeUrl: string) => {
    const { headers } = await fetch(authorizeUrl, { redirect: 'manual' });
    const back = new URL(headers.get('location') ?? expect.fail('not sent back'));
    expect(back.origin + back.pathname).toBe(redirectUri);
    const given = Object.fromEntries(back.searchParams);
    if (given['code']) seen.push(given['code']);
    return given;
  };

  const finish = (given: Readonly<Record<string, string>>, key = 0) => {
    const { error_description: _, ...input } = given;
    return api.ask(api.keys[key] ?? '', finishMutation, input);
  };

  const onlyConnection = async () => {
    const [connection, ...more] = await runner.store.listConnections();
    expect(more).toEqual([]);
    return connection ?? expect.fail('not connected');
  };

  it('not before its owner agrees, and not by what they declined', async () => {
    stage.setApproval('denied');
    const given = await visit((await start()).authorizeUrl);
    expect(await finish(given)).toMatchObject({
      __typename: 'Refused',
      failure: {
        class: 'CREDENTIALS',
        message: 'authorise: the CRM sent the browser back without a code (access_denied)',
        remedy: expect.stringContaining('begin again'),
      },
    });
    stage.setApproval('granted');
    expect(await runner.store.listConnections()).toEqual([]);
  });

  it('not by another key, nor from another workspace (login CSRF)', async () => {
    const given = await visit((await start()).authorizeUrl);
    for (const key of [1, 2]) {
      expect(await finish(given, key)).toMatchObject({
        __typename: 'InvalidInput',
        problems: [{ field: 'input.state' }],
      });
    }
    expect(await runner.store.listConnections()).toEqual([]);
  });

  it('not by a code that was given for another beginning', async () => {
    const [theirs, ours] = [await start(1), await start()];
    const { code = '' } = await visit(theirs.authorizeUrl);
    const mixed = await finish({ code, state: ours.state });
    expect(mixed).toMatchObject({ __typename: 'Refused', failure: { class: 'CREDENTIALS' } });
    expect(await runner.store.listConnections()).toEqual([]);
  });

  it('once, with both switches off, and works on a grant that lasts (R-MAP-2)', async () => {
    const given = await visit((await start()).authorizeUrl);
    expect(await finish(given)).toMatchObject({
      connection: { name: 'Acme', crm, state: 'ACTIVE', reading: false, writing: false },
    });
    expect((await finish(given)).problems).toMatchObject([{ field: 'input.state' }]);
    const { id } = await onlyConnection();
    expect((await runner.store.getMappings(id)).length).toBeGreaterThan(0);
    const { grant } = await runner.vault.open(id);
    expect(grant).toMatchObject({ kind: 'refresh-token', clientId: 'app' });
    await runner.engine.setSwitches(id, { reading: true });
    expect(await runner.engine.runRead(id, signal)).toMatchObject({ state: 'done', failure: null });
  });

  it('and not a second time', async () => {
    const { id } = await onlyConnection();
    const given = await visit((await start()).authorizeUrl);
    expect((await finish(given)).problems).toMatchObject([
      { field: 'input.code', remedy: `reconnect ${id} instead` },
    ]);
  });

  it('again by its own owner, and by no other account (R-ERR-4)', async () => {
    const { id: connectionId } = await onlyConnection();
    await runner.store.changeConnection(connectionId, { state: 'needs-reconnect' });
    const before = await runner.store.getCredentials(connectionId);
    const begin = async (loginUrl: string) => {
      const input = { connectionId, redirectUri, loginUrl };
      return (await api.ask(api.keys[0] ?? '', againMutation, input)).authorisation.authorizeUrl;
    };
    const other = await finish(await visit(await begin(stage.foreign.url)));
    expect(other.problems).toMatchObject([
      { field: 'input.code', message: expect.stringContaining('another account') },
    ]);
    expect(await runner.store.getCredentials(connectionId)).toBe(before);
    const same = await finish(await visit(await begin(stage.own.url)));
    expect(same.connection).toMatchObject({ id: connectionId, name: 'Acme', state: 'ACTIVE' });
    expect(await runner.store.getCredentials(connectionId)).not.toBe(before);
  });

  it('not from a workspace that does not have the connection', async () => {
    const { id: connectionId } = await onlyConnection();
    const input = { connectionId, redirectUri };
    expect(await api.ask(api.keys[2] ?? '', againMutation, input)).toEqual({
      __typename: 'NotFound',
      id: connectionId,
    });
  });

  it('and no code, verifier, token or secret is told or logged', async () => {
    const given = await visit((await start()).authorizeUrl);
    stage.own.faults.add({ kind: 'status', status: 500, match: { method: 'POST' } });
    expect(await finish(given)).toMatchObject({
      __typename: 'Refused',
      failure: { class: 'UNAVAILABLE', remedy: expect.stringContaining('Begin again') },
    });
    stage.own.faults.clear();
    const { id } = await onlyConnection();
    const { grant, token } = await runner.vault.open(id);
    const refresh = grant?.kind === 'refresh-token' ? grant.refreshToken : expect.fail('grant');
    const secrets = [...seen, given['state'], 'canary', refresh, token?.value];
    const all = told.join('\n') + (await runner.store.getCredentials(id));
    expect(secrets.filter((secret) => all.includes(secret ?? 'nothing'))).toEqual([]);
  });
});
