import { type Instant, toInstant } from '@concord/core/contract';
import type { Clock } from '@concord/core/ports';
import type { GatewayContext } from '../schema/builder.ts';
import { untilLeft } from '../until-left.ts';
import type { Follower } from './change-feed.ts';
import { createStreamEnd, type StreamEnd } from './stream-end.ts';

/** What a stream stands on. */
export type StreamParts = Pick<GatewayContext, 'clock' | 'caller' | 'live' | 'request'>;

/** Timers of some systems take no longer ones. */
const sleepMaxMs = 3_600_000;

/** How long a stream lasts, so that whoever reads it is let in anew, wherever a process is. */
const ageMaxMs = 3_600_000;
/** Streams opened at once end apart, in so many steps before they are too old. */
const apart = { steps: 60, ms: 6_000 };

const sleepUntil = async (clock: Clock, at: Instant, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const leftMs = Date.parse(at) - Date.parse(clock.now());
    if (leftMs <= 0 || signal.aborted) return;
    await clock.sleep(Math.min(leftMs, sleepMaxMs), signal);
  }
};

/** When the `nth` stream of the process is too old. */
const oldFrom = (clock: Clock, nth: number): Instant =>
  toInstant(Date.parse(clock.now()) + ageMaxMs - (nth % apart.steps) * apart.ms);

/** What ends the stream before its reader leaves it, once it does. */
const endOf = (
  { clock, caller, live }: StreamParts,
  nth: number,
  signal: AbortSignal,
): Promise<StreamEnd | null> => {
  const { expiresAt } = caller;
  const unfit =
    expiresAt === null
      ? live.keys.ended(caller, signal)
      : sleepUntil(clock, expiresAt, signal).then(() => 'token-expired' as const);
  const old = sleepUntil(clock, oldFrom(clock, nth), signal).then(() => 'grown-old' as const);
  return Promise.race([unfit, old]);
};

type Source<Item> = (stream: Follower) => AsyncGenerator<Item, void, undefined>;

async function* untilEnded<Item>(
  context: StreamParts,
  left: AbortSignal,
  open: Source<Item>,
): AsyncGenerator<Item, void, undefined> {
  const { nth, giveBack } = context.live.takePlace();
  const over = new AbortController();
  const signal = AbortSignal.any([left, over.signal]);
  const state: { end: StreamEnd | null; place: string | null } = { end: null, place: null };
  void endOf(context, nth, signal).then((end) => {
    if (signal.aborted) return;
    state.end = end;
    over.abort();
    // A reader who takes no more is told of the end too late, or never.
    giveBack();
  });
  try {
    const told = (place: string) => void (state.place = place);
    for await (const item of open({ signal, told })) {
      if (signal.aborted) break;
      yield item;
    }
  } finally {
    over.abort();
    giveBack();
  }
  if (state.end !== null) throw createStreamEnd(state.end, state.place);
}

/**
 * A stream that ends when its reader leaves, and with an error when the reader's token expires, the
 * key is revoked or has another role, or the stream has grown old.
 */
export const openStream = <Item>(context: StreamParts, open: Source<Item>) =>
  untilLeft(context.request.signal, (left) => untilEnded(context, left, open));
