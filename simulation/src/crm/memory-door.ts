import type { Connector, Context, SyncErrorCode } from '@concord/core/contract';
import { createSyncError } from '@concord/core/contract';
import { isWriting } from '@concord/testkit/memory-crm';
import type { Carry, CrmCall } from '@concord/testkit/memory-crm';
import type { Journey } from '../world/journeys.ts';
import type { Errand } from '../world/network.ts';
import type { AccountDoor, Reach } from './simulated-crm.ts';

/** What a call came to: a value, or what is thrown at the sender. */
type Told<T> = { readonly value: T } | { readonly thrown: unknown };

const failure = (code: SyncErrorCode, effect: 'none' | 'unknown', retryAfterMs?: number) =>
  createSyncError(`the plain CRM answered ${code}`, {
    code,
    retry: code === 'unauthorized' ? 'never' : 'later',
    effect,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });

/** Answers of whoever has not looked at the call. */
const refusals: Partial<Record<Journey, () => unknown>> = {
  'failed-before': () => failure('unavailable', 'none'),
  'throttled-daily': () => failure('rate-limited', 'none', 15 * 60_000),
  'throttled-now': () => failure('rate-limited', 'none'),
  expired: () => failure('unauthorized', 'none'),
};

/** Journeys whose answer nobody can make sense of. */
const spoilt: ReadonlySet<Journey> = new Set(['truncated', 'failed-after', 'page']);

/** How long an answer is waited for, in milliseconds. */
const patienceMs = 60_000;

function errandOf<T>({ signal }: Context, call: CrmCall, act: () => T): Errand<Told<T>> {
  const effect = isWriting(call) ? 'unknown' : 'none';
  const lost = () => failure('unavailable', effect);
  return {
    name: `${call.operation} ${call.object}`,
    isWriting: isWriting(call),
    act: () => {
      try {
        return { value: act() };
      } catch (thrown) {
        return { thrown };
      }
    },
    refusal: (journey) => {
      const refuse = refusals[journey];
      return refuse === undefined ? null : { thrown: refuse() };
    },
    spoil: (journey, answer) => (spoilt.has(journey) ? { thrown: lost() } : answer),
    broken: lost,
    patienceMs,
    signal,
  };
}

const isExpired = (told: Told<unknown>) =>
  'thrown' in told && (told.thrown as { readonly code?: unknown }).code === 'unauthorized';

/** Gives a call up when the work that it belongs to is given up. */
function unlessAborted<T>({ signal }: Context, call: CrmCall, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const effect = isWriting(call) ? 'unknown' : 'none';
    const abort = () => reject(failure('cancelled', effect));
    signal.addEventListener('abort', abort, { once: true });
    const end = <A>(tell: (answer: A) => void) => {
      return (answer: A) => {
        signal.removeEventListener('abort', abort);
        tell(answer);
      };
    };
    work.then(end(resolve), end(reject));
  });
}

/** Sessions that end and are renewed, over calls that never leave this process. */
export function createMemoryDoor() {
  const reaches = new WeakMap<Context, Reach>();
  const calls = new WeakMap<Context, { count: number }>();
  const told = new WeakSet<Context>();
  let isOpen = true;
  const door: AccountDoor = {
    honoured: true,
    accessFor: (reach) => ({
      open: async (_connection, signal) => {
        const count = { count: 0 };
        const context: Context = {
          fetch: () => Promise.reject(failure('unsupported', 'none')),
          now: reach.clock.now,
          signal,
          memo: (_key, make) => make(),
        };
        reaches.set(context, reach);
        calls.set(context, count);
        return { context, apiCalls: () => count.count, quota: () => null };
      },
    }),
  };
  /** A call with a session that has ended was not carried out: it is made again with another. */
  const send = async <T>(context: Context, call: CrmCall, act: () => T): Promise<Told<T>> => {
    const reach = reaches.get(context);
    const count = calls.get(context);
    if (reach === undefined || count === undefined) throw new Error('no way to the CRM');
    const once = () => {
      count.count += 1;
      return reach.carry(errandOf(context, call, act));
    };
    if (isOpen) {
      const answer = await once();
      if (!isExpired(answer)) return answer;
    }
    if (!door.honoured) return { thrown: failure('unauthorized', 'none') };
    if (context.signal.aborted) return { thrown: failure('cancelled', 'none') };
    isOpen = true;
    return once();
  };
  const carry: Carry = async (context, call, act) => {
    if (context.signal.aborted) throw failure('cancelled', 'none');
    if (call.operation === 'describe' && told.has(context)) return act();
    const answer = await unlessAborted(context, call, send(context, call, act));
    if ('thrown' in answer) throw answer.thrown;
    return answer.value;
  };
  /** One call tells of all objects what the calls that follow ask for. */
  const prepare: Connector['prepare'] = async (context, { describe }) => {
    if (describe.length === 0) return;
    await carry(context, { operation: 'describe', object: 'all' }, () => told.add(context));
  };
  return { door, carry, prepare, endSessions: () => void (isOpen = false) };
}
