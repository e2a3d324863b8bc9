import { createPlainFetch, shareRenewals } from '@concord/core/transport';
import { toInstant, type Grant } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../../src/index.ts';
import { openContext } from '../open-context.ts';
import { openStage, type Stage } from './open-stage.ts';

const { Contact } = salesforce.objects;

/** A context of a token that is no longer good, renewed with `refreshToken` at `login`. */
const openStale = (
  { crm }: Stage,
  { login, refreshToken }: { login: Stage['crm']; refreshToken: string },
) => {
  const now = () => toInstant(crm.clock.now());
  const plain = createPlainFetch({
    fetch,
    clock: { now, sleep: () => new Promise<void>(() => {}) },
  });
  const grant: Grant = {
    kind: 'refresh-token',
    refreshToken,
    tokenUrl: `${login.url}/services/oauth2/token`,
    clientId: 'client',
    clientSecret: null,
  };
  const stale = { accessToken: 'stale', instanceUrl: crm.url };
  const renew = () => salesforce.auth.renew(plain, grant);
  return openContext(crm.url, {
    now,
    tokens: shareRenewals({ current: () => Promise.resolve(stale), renew }),
  });
};

describe('an expired token', () => {
  it('is renewed at the instance that the organisation moved to', async () => {
    const [before, after] = await Promise.all([openStage(), openStage()]);
    const login = { login: after.crm, refreshToken: 'sim-refresh' };
    const { fields } = await Contact.describe(openStale(before, login));
    expect(fields.length).toBeGreaterThan(0);
    const asked = (stage: Stage) =>
      stage.crm.wire.list().map(({ target }) => target.split('/').at(-1));
    expect(asked(before)).toEqual(['describe']);
    expect(asked(after)).toEqual(['token', 'describe']);
  });

  it('needs its owner where the refresh token was revoked (R-ERR-4)', async () => {
    const stage = await openStage();
    const body = new URLSearchParams({ token: 'sim-refresh' });
    await fetch(`${stage.crm.url}/services/oauth2/revoke`, { method: 'POST', body });
    const context = openStale(stage, { login: stage.crm, refreshToken: 'sim-refresh' });
    await expect(Contact.describe(context)).rejects.toMatchObject({
      code: 'unauthorized',
      retry: 'never',
      effect: 'none',
    });
  });

  it('is renewed once where no renewal helps (R-ERR-4)', async () => {
    const stage = await openStage();
    const body =
      '[{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION_ID"}]';
    stage.crm.faults.add({
      kind: 'status',
      status: 401,
      body,
      match: { path: '/describe' },
      times: 9,
    });
    const context = openStale(stage, { login: stage.crm, refreshToken: 'sim-refresh' });
    await expect(Contact.describe(context)).rejects.toMatchObject({ code: 'unauthorized' });
    expect(stage.crm.wire.list()).toHaveLength(3);
  });
});
