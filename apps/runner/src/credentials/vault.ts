import type { Grant, Tokens } from '@concord/core/contract';
import type { Clock, ConnectionStore, LeaseStore } from '@concord/core/ports';
import { createUnauthorized, withTokens, type Credentials } from './credentials.ts';
import type { KeyRing } from './key-ring.ts';
import { openCredentials, sealCredentials } from './seal.ts';

export interface VaultParts {
  readonly store: Pick<ConnectionStore, 'getCredentials' | 'saveCredentials'> & LeaseStore;
  readonly ring: KeyRing;
  readonly clock: Clock;
  /** Names this process in leases. */
  readonly holder: string;
}

/** What renewing one connection's credentials takes. */
export interface Renewal {
  readonly connectionId: string;
  /** The access token that the CRM refused; `null` when there is none yet. */
  readonly refused: string | null;
  /** One request for tokens. */
  readonly ask: (grant: Grant) => Promise<Tokens>;
}

/** Keeps the credentials of every connection, sealed. */
export interface Vault {
  /** Throws `unauthorized` when there are none. */
  readonly open: (connectionId: string) => Promise<Credentials>;
  /** Replaces them, after a renewal under way has ended. */
  readonly save: (connectionId: string, credentials: Credentials) => Promise<void>;
  /**
   * Credentials other than the refused ones: those another process has renewed meanwhile, or
   * fresh ones, stored before anybody uses them. One request at a time over all processes, and
   * never given up half-way: the answer may hold the only refresh token that still works.
   */
  readonly renew: (renewal: Renewal) => Promise<Credentials>;
  /** Forgets them, after a renewal under way has ended. */
  readonly forget: (connectionId: string) => Promise<void>;
  /** Seals a connection's credentials anew with the ring's first key; none are no error. */
  readonly reseal: (connectionId: string) => Promise<void>;
}

// Longer than a token request can take, so that a holder that still lives is never overtaken.
const leaseMs = 60_000;
const pollMs = 200;

const isUsable = (credentials: Credentials, refused: string | null): boolean =>
  credentials.token !== null && credentials.token.value !== refused;

/** A vault over the store; renewals within this process share one request as well. */
export const createVault = (parts: VaultParts): Vault => {
  const { store, ring, clock, holder } = parts;
  const underWay = new Map<string, Promise<Credentials>>();

  const open = async (connectionId: string): Promise<Credentials> => {
    const sealed = await store.getCredentials(connectionId);
    if (sealed === null) throw createUnauthorized(connectionId, 'it has no credentials');
    return openCredentials(ring, connectionId, sealed);
  };

  const seal = async (connectionId: string, credentials: Credentials): Promise<void> =>
    store.saveCredentials(connectionId, await sealCredentials(ring, connectionId, credentials));

  const askAndSave = async ({ connectionId, refused, ask }: Renewal): Promise<Credentials> => {
    const current = await open(connectionId);
    if (isUsable(current, refused)) return current;
    if (current.grant === null) throw createUnauthorized(connectionId, 'its token has expired');
    const renewed = withTokens(current, await ask(current.grant));
    await seal(connectionId, renewed);
    return renewed;
  };

  /** Under the lease, so that nothing renewed meanwhile is replaced; `null` while another has it. */
  const alone = async <T>(connectionId: string, work: () => Promise<T>): Promise<T | null> => {
    const resource = `credentials:${connectionId}`;
    const request = { resource, mode: 'write', holder, now: clock.now(), ttlMs: leaseMs } as const;
    const lease = await store.acquireLease(request);
    if (lease === null) return null;
    try {
      return await work();
    } finally {
      await store.releaseLease(lease);
    }
  };

  const renewAlone = async (renewal: Renewal): Promise<Credentials> => {
    for (;;) {
      const renewed = await alone(renewal.connectionId, () => askAndSave(renewal));
      if (renewed !== null) return renewed;
      await clock.sleep(pollMs);
      const current = await open(renewal.connectionId);
      if (isUsable(current, renewal.refused)) return current;
    }
  };

  const renew = (renewal: Renewal): Promise<Credentials> => {
    const shared = underWay.get(renewal.connectionId);
    if (shared !== undefined) return shared;
    const started = renewAlone(renewal).finally(() => underWay.delete(renewal.connectionId));
    underWay.set(renewal.connectionId, started);
    return started;
  };

  const inTurn = async (connectionId: string, work: () => Promise<void>): Promise<void> => {
    const done = (): Promise<true> => work().then(() => true);
    while ((await alone(connectionId, done)) === null) await clock.sleep(pollMs);
  };

  const save = (connectionId: string, credentials: Credentials): Promise<void> =>
    inTurn(connectionId, () => seal(connectionId, credentials));

  const forget = (connectionId: string): Promise<void> =>
    inTurn(connectionId, () => store.saveCredentials(connectionId, null));

  const reseal = (connectionId: string): Promise<void> =>
    inTurn(connectionId, async () => {
      if ((await store.getCredentials(connectionId)) === null) return;
      await seal(connectionId, await open(connectionId));
    });

  return { open, save, renew, forget, reseal };
};
