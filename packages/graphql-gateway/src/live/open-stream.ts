import type { Instant } from '@concord/core/contract';
import type { Clock } from '@concord/core/ports';
import { GraphQLError } from 'graphql';
import type { GatewayContext } from '../schema/builder.ts';
import { untilLeft } from '../until-left.ts';

/** Timers of some systems take no longer ones. */
const sleepMaxMs = 3_600_000;

const createExpired = () =>
  new GraphQLError('The token has expired.', {
    extensions: {
      code: 'UNAUTHENTICATED',
      remedy: 'Subscribe again with a new token, and with `after` to miss nothing.',
    },
  });

const sleepUntil = async (clock: Clock, at: Instant, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const leftMs = Date.parse(at) - Date.parse(clock.now());
    if (leftMs <= 0 || signal.aborted) return;
    await clock.sleep(Math.min(leftMs, sleepMaxMs), signal);
  }
};

type Source<Item> = (signal: AbortSignal) => AsyncGenerator<Item, void, undefined>;

async function* untilExpired<Item>(
  { clock, caller }: Pick<GatewayContext, 'clock' | 'caller'>,
  left: AbortSignal,
  open: Source<Item>,
): AsyncGenerator<Item, void, undefined> {
  const over = new AbortController();
  const signal = AbortSignal.any([left, over.signal]);
  let isExpired = false;
  const expire = (): void => {
    isExpired = !signal.aborted;
    over.abort();
  };
  if (caller.expiresAt !== null) void sleepUntil(clock, caller.expiresAt, signal).then(expire);
  try {
    for await (const item of open(signal)) {
      if (signal.aborted) break;
      yield item;
    }
  } finally {
    over.abort();
  }
  if (isExpired) throw createExpired();
}

/** A stream that ends when its reader leaves, and with an error when the reader's token expires. */
export const openStream = <Item>(context: GatewayContext, open: Source<Item>) =>
  untilLeft(context.request.signal, (left) => untilExpired(context, left, open));
