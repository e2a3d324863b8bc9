import type { ApiKey, ApiKeyStore, Clock } from '@concord/core/ports';
import type { Caller } from '../caller.ts';

/** What ended the right of a key to a stream. */
export type KeyEnd = 'key-revoked' | 'role-changed';

/** Looks after the keys whose streams are open. */
export interface KeyWatch {
  /** What ended the key's right, soon after it did; `null` when `signal` aborts before. */
  readonly ended: (
    caller: Pick<Caller, 'id' | 'role'>,
    signal: AbortSignal,
  ) => Promise<KeyEnd | null>;
}

interface Parts {
  readonly store: Pick<ApiKeyStore, 'listApiKeys'>;
  readonly clock: Clock;
  /** Told of a look that failed; the next one makes up for it. */
  readonly onMiss: (error: unknown) => void;
}

interface Watched extends Pick<Caller, 'id' | 'role'> {
  readonly end: (why: KeyEnd | null) => void;
}

/** How late a stream hears that its key was revoked, by whatever process. */
const lookMs = 2_000;

const endOf = (key: ApiKey | undefined, { role }: Watched): KeyEnd | null => {
  if (key === undefined || key.revokedAt !== null) return 'key-revoked';
  return key.role === role ? null : 'role-changed';
};

/** One look for all open streams of a workspace, and none while no key has a stream. */
export const createKeyWatch = ({ store, clock, onMiss }: Parts): KeyWatch => {
  const watched = new Set<Watched>();
  let looking: AbortController | null = null;

  const look = async (): Promise<void> => {
    const keys = new Map((await store.listApiKeys()).map((key) => [key.id, key]));
    for (const one of watched) {
      const why = endOf(keys.get(one.id), one);
      if (why !== null) one.end(why);
    }
  };

  const keepLooking = async ({ signal }: AbortController): Promise<void> => {
    for (;;) {
      await clock.sleep(lookMs, signal);
      if (signal.aborted) return;
      await look().catch(onMiss);
    }
  };

  const add = (one: Watched): void => {
    watched.add(one);
    if (looking === null) void keepLooking((looking = new AbortController()));
  };

  const remove = (one: Watched): void => {
    watched.delete(one);
    if (watched.size > 0) return;
    looking?.abort();
    looking = null;
  };

  return {
    ended: ({ id, role }, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve(null);
        const end = (why: KeyEnd | null): void => {
          remove(one);
          signal.removeEventListener('abort', leave);
          resolve(why);
        };
        const leave = (): void => end(null);
        const one = { id, role, end };
        signal.addEventListener('abort', leave);
        add(one);
      }),
  };
};
