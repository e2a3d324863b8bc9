import type { Connector, Context, PlainFetch, Quota } from '@concord/core/contract';
import type { Connection } from '@concord/core/platform';
import type { Access, Clock, OpenContext } from '@concord/core/ports';
import {
  createGovernor,
  createTransport,
  shareRenewals,
  type Governor,
  type TokenSource,
} from '@concord/core/transport';
import type { Vault } from '../credentials/vault.ts';
import { createTokenSource } from './token-source.ts';

export interface AccessParts {
  readonly vault: Pick<Vault, 'open' | 'renew'>;
  readonly connectors: readonly Connector[];
  readonly fetch: PlainFetch;
  readonly clock: Clock;
  readonly production: boolean;
}

/** What all contexts of one connection share. */
interface Door {
  readonly tokens: TokenSource;
  readonly governor: Governor;
  readonly memo: Context['memo'];
  readonly readQuota: (headers: Headers) => Quota | null;
}

const createMemo = (): Context['memo'] => {
  const kept = new Map<symbol, unknown>();
  return <T>(key: symbol, make: () => T): T => {
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as T;
  };
};

/** Opens contexts over the vault's credentials; those of one connection share tokens and pace. */
export const createAccess = (parts: AccessParts): Access => {
  const doors = new Map<string, Door>();

  const makeDoor = (connection: Connection): Door => {
    const connector = parts.connectors.find(({ id }) => id === connection.crm);
    if (connector === undefined) throw new Error(`there is no connector ${connection.crm}`);
    return {
      tokens: shareRenewals(createTokenSource({ ...parts, connection, connector })),
      governor: createGovernor({
        limits: connector.rateLimits,
        atOnce: connector.requestsAtOnce,
        clock: parts.clock,
      }),
      memo: createMemo(),
      readQuota: (headers) => connector.readQuota?.(headers) ?? null,
    };
  };

  const doorOf = (connection: Connection): Door => {
    // A connection that has no account yet is another one once it has.
    const key = `${connection.id} ${connection.accountId}`;
    const door = doors.get(key) ?? makeDoor(connection);
    doors.set(key, door);
    return door;
  };

  const open = async (connection: Connection, signal: AbortSignal): Promise<OpenContext> => {
    const door = doorOf(connection);
    let calls = 0;
    let quota: Quota | null = null;
    await door.tokens.current();
    const fetch = createTransport({
      ...door,
      fetch: parts.fetch,
      signal,
      meter: {
        onRequest: () => (calls += 1),
        onResponse: (headers) => (quota = door.readQuota(headers) ?? quota),
      },
    });
    const context = { fetch, now: parts.clock.now, signal, memo: door.memo };
    return { context, apiCalls: () => calls, quota: () => quota };
  };

  return { open };
};
