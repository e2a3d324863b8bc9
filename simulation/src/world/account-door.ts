import type { Connector, Grant, Quota } from '@concord/core/contract';
import { createSyncError } from '@concord/core/contract';
import {
  createGovernor,
  createPlainFetch,
  createTransport,
  shareRenewals,
} from '@concord/core/transport';
import type { AccountDoor } from '../crm/simulated-crm.ts';
import { createHttpFetch } from './http-fetch.ts';
import type { HttpCrm } from './http-fetch.ts';

/** Where the account is, for what never leaves this process. */
export const origin = 'http://simulated.invalid';

const grantOf = ({ auth }: Connector, honoured: boolean): Grant => ({
  kind: 'refresh-token',
  tokenUrl: origin + new URL(auth.tokenUrl).pathname,
  clientId: honoured ? 'concord' : 'invalid',
  clientSecret: 'secret',
  refreshToken: 'sim-refresh',
});

/** Contexts over the real transport: authorised, paced, time-limited. */
export function createAccountDoor(connector: Connector, crm: HttpCrm): AccountDoor {
  let token = 'sim-integration';
  const door: AccountDoor = {
    honoured: true,
    accessFor: ({ clock, carry, fetchTo }) => {
      const through = fetchTo?.(crm) ?? createHttpFetch(crm, carry);
      const fetch = createPlainFetch({ fetch: through, clock });
      const kept = new Map<symbol, unknown>();
      const source = shareRenewals({
        current: async () => ({ accessToken: token, instanceUrl: origin }),
        renew: async () => {
          const tokens = await connector.auth.renew(fetch, grantOf(connector, door.honoured));
          token = tokens.accessToken;
          return { accessToken: token, instanceUrl: origin };
        },
      });
      const governor = createGovernor({ limits: connector.rateLimits, atOnce: 4, clock });
      const memo = <T>(key: symbol, make: () => T): T => {
        if (!kept.has(key)) kept.set(key, make());
        return kept.get(key) as T;
      };
      return {
        open: async (_connection, signal) => {
          let calls = 0;
          let quota: Quota | null = null;
          if (!door.honoured && token === '') {
            throw createSyncError('no credentials', {
              code: 'unauthorized',
              retry: 'never',
              effect: 'none',
            });
          }
          const meter = {
            onRequest: () => (calls += 1),
            onResponse: (headers: Headers) => (quota = connector.readQuota?.(headers) ?? quota),
          };
          const send = createTransport({ fetch, tokens: source, governor, meter, signal });
          const context = { fetch: send, now: clock.now, signal, memo };
          return { context, apiCalls: () => calls, quota: () => quota };
        },
      };
    },
  };
  return door;
}
