import type { PlainFetch } from '@concord/core/contract';
import { createMemoryStore } from '@concord/core/memory-store';
import { createTestClock } from '@concord/testkit';
import { describe, expect, it, vi } from 'vitest';
import type { App, Apps } from '../src/authorisation/apps.ts';
import { createAuthorisations } from '../src/authorisation/authorisations.ts';
import { challengeOf, hashState } from '../src/authorisation/one-time-values.ts';
import { parseKeyRing } from '../src/credentials/key-ring.ts';
import { hideSecret } from '../src/credentials/secret.ts';

const redirectUri = 'https://app.example/connected';
const account = { id: 'c1', crm: 'salesforce', name: 'Acme' };
const input = { redirectUri, loginUrl: null, caller: 'key-1' };

const tokens = {
  access_token: 'canary-access',
  refresh_token: 'canary-refresh',
  instance_url: 'https://acme.my.salesforce.com',
  id: 'https://login.salesforce.com/id/00D000000000001/005000000000001AAA',
};

const app: App = { clientId: 'app', clientSecret: hideSecret('canary-secret') };

interface Sent {
  readonly url: string;
  readonly form: URLSearchParams;
}

const ringOf = (name: string) => {
  const ring = parseKeyRing(`${name}:${Buffer.alloc(32, name).toString('base64')}`);
  return ring.ok ? ring.value : expect.fail(ring.problem);
};

/** In production, before a token endpoint that answers what it is told. */
const createStage = (
  answer: PlainFetch = async () => Response.json(tokens),
  apps: Apps['byCrm'] = { salesforce: app },
) => {
  const sent: Sent[] = [];
  const [store, clock] = [createMemoryStore(), createTestClock()];
  const parts = {
    store,
    clock,
    ring: ringOf('a'),
    production: true,
    fetch: (async (url, init) => {
      sent.push({ url, form: new URLSearchParams(String(init?.body)) });
      return answer(url, init);
    }) satisfies PlainFetch,
    apps: {
      byCrm: apps,
      redirectUris: [redirectUri],
    },
  };
  const { begin, finish } = createAuthorisations(parts);
  const start = async (given = {}) => {
    const answered = await begin(account, { ...input, ...given });
    return answered.ok ? answered.value : expect.fail('not begun');
  };
  return { parts, store, clock, sent, begin, finish, start };
};

const unknown = { ok: false, problems: [{ field: 'state' }] };

describe('beginning', () => {
  it("leads to the CRM's own page with a state and a challenge", async () => {
    const { start, clock } = createStage();
    const { authorizeUrl, state, expiresAt } = await start();
    const url = new URL(authorizeUrl);
    expect(url.origin + url.pathname).toBe(
      'https://login.salesforce.com/services/oauth2/authorize',
    );
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: 'app',
      redirect_uri: redirectUri,
      scope: 'api refresh_token openid',
      code_challenge_method: 'S256',
      state,
    });
    expect(Date.parse(expiresAt) - Date.parse(clock.now())).toBe(600_000);
    expect(authorizeUrl).not.toContain('canary');
  });

  it('draws 256 bits anew each time, and stores none of them open', async () => {
    const { start, store, clock, parts } = createStage();
    const states = await Promise.all(Array.from({ length: 50 }, async () => (await start()).state));
    expect(new Set(states).size).toBe(50);
    expect(states.every((state) => Buffer.from(state, 'base64url').length === 32)).toBe(true);
    const [state = ''] = states;
    expect(
      await store.takeAuthorisation({ stateHash: state, caller: 'key-1', now: clock.now() }),
    ).toBeNull();
    expect(JSON.stringify(parts)).not.toContain('canary');
  });

  it('leads to the page of a sandbox', async () => {
    const { start, sent, finish } = createStage();
    const { authorizeUrl, state } = await start({
      loginUrl: 'https://acme--dev.my.salesforce.com',
    });
    expect(new URL(authorizeUrl).host).toBe('acme--dev.my.salesforce.com');
    await finish({ state, caller: 'key-1', code: 'code' });
    expect(sent[0]?.url).toBe('https://acme--dev.my.salesforce.com/services/oauth2/token');
  });

  it.each([
    'javascript:alert(1)',
    'https://evil.example/connected',
    `${redirectUri}/`,
    `${redirectUri}?next=https://evil.example`,
    'https://app.example:8443/connected',
    'https://app.example/connected#',
    '',
  ])('sends no browser back to %j', async (address) => {
    const { begin } = createStage();
    expect(await begin(account, { ...input, redirectUri: address })).toMatchObject({
      ok: false,
      problems: [
        { field: 'redirectUri', remedy: expect.stringContaining('CONCORD_REDIRECT_URIS') },
      ],
    });
  });

  it.each([
    'https://salesforce.com.evil.example',
    'https://evil.example/?.salesforce.com',
    'http://login.salesforce.com',
    'https://user@login.salesforce.com',
    'https://login.salesforce.com:444',
    'http://127.0.0.1:8601',
    'javascript:alert(1)//.salesforce.com',
    'nowhere',
  ])('sends nobody to sign in at %j', async (loginUrl) => {
    const { begin } = createStage();
    const answered = await begin(account, { ...input, loginUrl });
    expect(answered).toMatchObject({ ok: false, problems: [{ field: 'loginUrl' }] });
  });

  it('names the variable that is missing', async () => {
    const { begin } = createStage();
    expect(await begin({ ...account, crm: 'hubspot' }, input)).toMatchObject({
      ok: false,
      problems: [{ remedy: 'set CONCORD_HUBSPOT_CLIENT_ID, or connect with a grant' }],
    });
  });
});

describe('finishing', () => {
  it('trades the code of a CRM whose pages and API are of two hosts', async () => {
    const { access_token, refresh_token } = tokens;
    const answer = async () => Response.json({ access_token, refresh_token, hub_id: 7 });
    const { begin, finish, sent } = createStage(answer, { hubspot: app });
    const begun = await begin({ ...account, crm: 'hubspot' }, input);
    const { authorizeUrl, state } = begun.ok ? begun.value : expect.fail('not begun');
    expect(new URL(authorizeUrl).origin).toBe('https://app.hubspot.com');
    const finished = await finish({ state, caller: 'key-1', code: 'code' });
    expect(sent.map(({ url }) => new URL(url).origin)).toEqual(['https://api.hubapi.com']);
    expect(finished).toMatchObject({
      value: { credentials: { token: { instanceUrl: 'https://api.hubapi.com' } } },
    });
  });

  it('trades the code, with the verifier of the challenge', async () => {
    const { start, finish, sent } = createStage();
    const { state, authorizeUrl } = await start();
    const answered = await finish({ state, caller: 'key-1', code: 'canary-code' });
    expect(answered).toMatchObject({
      ok: true,
      value: {
        account,
        credentials: {
          token: { value: 'canary-access', instanceUrl: 'https://acme.my.salesforce.com' },
          grant: { kind: 'refresh-token', refreshToken: 'canary-refresh', clientId: 'app' },
        },
      },
    });
    const form = sent[0]?.form;
    expect(challengeOf(form?.get('code_verifier') ?? '')).toBe(
      new URL(authorizeUrl).searchParams.get('code_challenge'),
    );
    expect([form?.get('redirect_uri'), form?.get('code')]).toEqual([redirectUri, 'canary-code']);
    expect(form?.get('client_secret')).toBe('canary-secret');
  });

  type Stage = ReturnType<typeof createStage>;
  const usedUp = ({ finish }: Stage, state: string) =>
    finish({ state, caller: 'key-1', code: 'code' });

  it.each<[string, (stage: Stage, state: string) => unknown, object]>([
    ['was used', usedUp, {}],
    ['has expired', ({ clock }) => clock.advance(600_000), {}],
    ["is another key's", () => undefined, { caller: 'key-2' }],
    ['was never drawn', () => undefined, { state: 'x'.repeat(43) }],
  ])('finds nothing with a state that %s', async (_, before, other) => {
    const stage = createStage();
    const { state } = await stage.start();
    await before(stage, state);
    const requests = stage.sent.length;
    const returned = { state, caller: 'key-1', code: 'code', ...other };
    expect(await stage.finish(returned)).toMatchObject(unknown);
    expect(stage.sent).toHaveLength(requests);
  });

  it('sends one request for a state that comes many times at once', async () => {
    const { start, finish, sent } = createStage();
    const { state } = await start();
    const returned = { state, caller: 'key-1', code: 'code' };
    const all = await Promise.all(Array.from({ length: 10 }, () => finish(returned)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(sent).toHaveLength(1);
  });

  it('is over when the owner declines, and repeats no text of theirs', async () => {
    const { start, finish, sent } = createStage();
    const { state } = await start();
    const declined = finish({ state, caller: 'key-1', error: 'access_denied' });
    await expect(declined).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('(access_denied)'),
    });
    expect(await finish({ state, caller: 'key-1', code: 'code' })).toMatchObject(unknown);
    const other = await start();
    const odd = finish({ state: other.state, caller: 'key-1', error: '<b>\nhello</b>' });
    await expect(odd).rejects.toMatchObject({ message: expect.not.stringContaining('hello') });
    expect(sent).toEqual([]);
  });

  it.each([
    'https://evil.example',
    'https://salesforce.com.evil.example',
    'https://evilsalesforce.com',
    'http://acme.my.salesforce.com',
    'https://acme.my.salesforce.com@evil.example',
    'http://127.0.0.1:9',
  ])('takes no token for the forged instance %s', async (instance) => {
    const forged = async () => Response.json({ ...tokens, instance_url: instance });
    const { start, finish, sent } = createStage(forged);
    const { state } = await start();
    await expect(finish({ state, caller: 'key-1', code: 'code' })).rejects.toMatchObject({
      code: 'unauthorized',
      message: "trade the code: an address is not one of Salesforce's",
    });
    expect(sent).toHaveLength(1);
  });

  it('gives up a token endpoint that does not answer, and is over', async () => {
    const silent: PlainFetch = (_, init) =>
      new Promise((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () => reject(new Error('given up'))),
      );
    const { start, finish, clock, sent } = createStage(silent);
    const { state } = await start();
    const returned = { state, caller: 'key-1', code: 'code' };
    const waiting = finish(returned).catch((thrown: unknown) => thrown);
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    await clock.advance(7_000);
    expect(await waiting).toMatchObject({
      code: 'unavailable',
      message: 'trade the code: no answer in 7 seconds',
    });
    expect(await finish(returned)).toMatchObject(unknown);
  });

  it('is over when the token endpoint fails', async () => {
    const { start, finish } = createStage(async () => new Response('<html>', { status: 500 }));
    const { state } = await start();
    const returned = { state, caller: 'key-1', code: 'code' };
    await expect(finish(returned)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await finish(returned)).toMatchObject(unknown);
  });

  it('is begun again once its key has left the ring', async () => {
    const { parts, start } = createStage();
    const { state } = await start();
    const { finish } = createAuthorisations({ ...parts, ring: ringOf('b') });
    expect(await finish({ state, caller: 'key-1', code: 'code' })).toMatchObject(unknown);
  });

  it('opens nothing that was moved to the row of another state', async () => {
    const { start, finish, store, clock } = createStage();
    const [one, two] = [await start(), await start({ caller: 'key-2' })];
    const taken = await store.takeAuthorisation({
      stateHash: hashState(one.state),
      caller: 'key-1',
      now: clock.now(),
    });
    const moved = { ...(taken ?? expect.fail('not begun')), stateHash: hashState(two.state) };
    await store.saveAuthorisation({ ...moved, caller: 'key-2' }, clock.now());
    const returned = { state: two.state, caller: 'key-2', code: 'code' };
    expect(await finish(returned)).toMatchObject(unknown);
  });
});
