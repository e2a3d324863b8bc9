import { createPlainFetch, shareRenewals, type TokenSource } from '@concord/core/transport';
import { toInstant, type Grant } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { serveCanned } from '../canned-server.ts';
import { openContext } from '../open-context.ts';
import { connectors } from './both-styles.ts';
import { openStage, type Stage } from './open-stage.ts';

/** No request of these tests takes too long. */
const never = (): Promise<void> => new Promise(() => {});

const client = { id: 'app', secret: 'secret' };

const token = async ({ crm }: Stage, action: object): Promise<void> => {
  await fetch(`${crm.url}/__simulator/tokens`, { method: 'POST', body: JSON.stringify(action) });
};

describe.each(connectors)('an account under $name paths', ({ hubspot }) => {
  const grantAt = ({ crm }: Stage, refreshToken = 'sim-refresh'): Grant => ({
    kind: 'refresh-token',
    refreshToken,
    tokenUrl: crm.url + new URL(hubspot.auth.tokenUrl).pathname,
    clientId: client.id,
    clientSecret: client.secret,
  });

  /** A context whose token is `held`, renewed by a grant. */
  const openWith = (stage: Stage, held: string, refreshToken?: string) => {
    const now = () => toInstant(stage.crm.clock.now());
    const plain = createPlainFetch({ fetch, clock: { now, sleep: never } });
    let current = held;
    const tokens: TokenSource = {
      current: async () => ({ accessToken: current, instanceUrl: stage.crm.url, client }),
      renew: async () => {
        const renewed = await hubspot.auth.renew(plain, grantAt(stage, refreshToken));
        current = renewed.accessToken;
        return { accessToken: current, instanceUrl: renewed.instanceUrl, client };
      },
    };
    return openContext(stage.crm.url, { now, tokens: shareRenewals(tokens) });
  };

  it('is the portal, and our app in it', async () => {
    const { crm, context } = await openStage();
    const identity = await hubspot.identify(context);
    expect(identity).toEqual({ accountId: '147365210', userId: '2218844' });
    const id = crm.portal.insert('contacts', { email: 'a@b.example' }, { user: '2218844' });
    expect(crm.portal.read({ object: 'contacts', id })).toMatchObject({
      hs_object_source_id: identity.userId,
    });
    expect(crm.wire.list()).toHaveLength(1);
  });

  it('is the same by an expired token, which is renewed first', async () => {
    const stage = await openStage();
    await token(stage, { action: 'expire', token: 'sim-integration' });
    const identity = await hubspot.identify(openWith(stage, 'sim-integration'));
    expect(identity).toEqual({ accountId: '147365210', userId: '2218844' });
  });

  it('is the same as of a renewal', async () => {
    const stage = await openStage();
    const now = () => toInstant(stage.crm.clock.now());
    const plain = createPlainFetch({ fetch, clock: { now, sleep: never } });
    const renewed = await hubspot.auth.renew(plain, grantAt(stage));
    expect(renewed).toMatchObject({ accountId: '147365210', instanceUrl: stage.crm.url });
  });

  it('needs its owner where the grant was revoked (R-ERR-4)', async () => {
    const stage = await openStage();
    await token(stage, { action: 'revoke', token: 'sim-refresh' });
    const context = openWith(stage, 'stale');
    for (const call of [hubspot.identify, hubspot.objects.contacts.describe]) {
      await expect(call(context)).rejects.toMatchObject({ code: 'unauthorized', retry: 'never' });
    }
  });

  it('is asked about with the client that the token was given to, in the body alone', async () => {
    const { url, seen } = await serveCanned(() => ({
      body: { active: true, hub_id: 1, app_id: 2, scopes: [] },
    }));
    const held = { accessToken: 'held', instanceUrl: url, client };
    const tokens = { current: async () => held, renew: async () => held };
    expect(await hubspot.identify(openContext(url, { tokens }))).toEqual({
      accountId: '1',
      userId: '2',
    });
    expect(seen.map(({ body }) => body)).toEqual([
      'token=held&token_type_hint=access_token&client_id=app&client_secret=secret',
    ]);
    expect(seen[0]?.path).not.toContain('held');
  });

  it('is unauthorised by a malformed token', async () => {
    const { context } = await openStage({}, 'no token');
    await expect(hubspot.objects.contacts.describe(context)).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });
});
