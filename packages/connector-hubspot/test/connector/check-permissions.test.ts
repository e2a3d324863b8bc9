import { describe, expect, it } from 'vitest';
import { scopeNeeds } from '../../src/scopes.ts';
import { serveCanned } from '../canned-server.ts';
import { openContext } from '../open-context.ts';
import { connectors } from './both-styles.ts';
import { openStage } from './open-stage.ts';
import { setScopes } from './set-scopes.ts';

const all = Object.keys(scopeNeeds);

describe.each(connectors)('permissions under $name paths', ({ hubspot }) => {
  it('are the scopes, each by its name (R-ERR-5)', async () => {
    const stage = await openStage();
    const permissions = await hubspot.checkPermissions(stage.context);
    expect(permissions.map(({ name }) => name)).toEqual(all);
    expect(permissions.every(({ state, remedy }) => state === 'granted' && !remedy)).toBe(true);
    expect(stage.crm.wire.list()).toHaveLength(1);
  });

  it.each(all)('name %s where it is missing (R-ERR-5)', async (missing) => {
    const stage = await openStage();
    await setScopes(
      stage,
      all.filter((scope) => scope !== missing),
    );
    const permissions = await hubspot.checkPermissions(stage.context);
    const lacking = permissions.filter(({ state }) => state !== 'granted');
    expect(lacking).toMatchObject([{ name: missing, state: 'missing' }]);
    expect(lacking[0]?.remedy).toContain(missing);
  });

  it('are looked at anew each time', async () => {
    const stage = await openStage();
    await setScopes(stage, []);
    await hubspot.objects.owners.describe(stage.context).catch(() => undefined);
    await setScopes(stage, all);
    const permissions = await hubspot.checkPermissions(stage.context);
    expect(permissions.every(({ state }) => state === 'granted')).toBe(true);
  });

  it('of a private app are told to it alone', async () => {
    const { url, seen } = await serveCanned(({ path }) =>
      path.includes('introspect')
        ? { status: 400, body: { status: 'BAD_CLIENT_ID', message: 'missing client id' } }
        : { body: { userId: 1, hubId: 2, appId: 3, scopes: ['oauth'] } },
    );
    const permissions = await hubspot.checkPermissions(openContext(url));
    expect(permissions.filter(({ state }) => state === 'granted')).toMatchObject([
      { name: 'oauth' },
    ]);
    expect(seen.at(-1)).toMatchObject({ method: 'POST', body: { tokenKey: 'token' } });
  });

  it('are unknown where HubSpot does not tell', async () => {
    const { url } = await serveCanned(() => ({ status: 404, body: { message: 'not found' } }));
    const permissions = await hubspot.checkPermissions(openContext(url));
    expect(new Set(permissions.map(({ state }) => state))).toEqual(new Set(['unknown']));
    expect(permissions.every(({ remedy }) => remedy !== null)).toBe(true);
  });

  it('wait where HubSpot is down', async () => {
    const { url } = await serveCanned(() => ({ status: 503, body: '' }));
    await expect(hubspot.checkPermissions(openContext(url))).rejects.toMatchObject({
      code: 'unavailable',
      effect: 'none',
    });
  });
});
