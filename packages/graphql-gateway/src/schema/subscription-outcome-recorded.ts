import type { Outcome } from '@concord/core/ports';
import type { Follower } from '../live/change-feed.ts';
import { beginEvent, type LiveEvent, loadEvents, toPlace } from '../live/live-event.ts';
import { openStream } from '../live/open-stream.ts';
import { afterEventArg } from './after-event-arg.ts';
import { builder, type GatewayContext } from './builder.ts';
import { OutcomeType } from './outcome-type.ts';

interface Wanted {
  readonly connectionId: string | null;
  readonly after: string | null;
}

/** In the order in which they were stored; one that is no more was overtaken by a later one. */
const loadOutcomes =
  ({ store, live }: GatewayContext) =>
  (ids: readonly string[], name: string): Promise<readonly Outcome[]> =>
    live.share(`outcomes ${name}`, async () => {
      const outcomes = new Map((await store.getOutcomes(ids)).map((one) => [one.id, one]));
      return ids.map((id) => outcomes.get(id)).filter((one) => one !== undefined);
    });

async function* followOutcomes(
  { connectionId, after }: Wanted,
  context: GatewayContext,
  stream: Follower,
): AsyncGenerator<LiveEvent<Outcome>, void, undefined> {
  const load = loadOutcomes(context);
  for await (const step of context.live.feed.follow(after, stream)) {
    const { change, place } = step;
    if (change === null) yield { place, item: null };
    else if (
      change.of === 'outcome' &&
      (connectionId ?? change.connectionId) === change.connectionId
    )
      yield* loadEvents(step, load);
  }
}

builder.subscriptionField('outcomeRecorded', (t) =>
  t.field({
    type: OutcomeType,
    description:
      'Outcomes as they are recorded, as they then are; an error RESYNC says that some were passed over.',
    args: {
      connectionId: t.arg.id({ description: 'Only of this connection.' }),
      after: afterEventArg(t.arg),
    },
    subscribe: (_root, { connectionId, after }, context) => {
      const wanted = { connectionId: connectionId ?? null, after: toPlace(after) };
      return openStream(context, (stream) => followOutcomes(wanted, context, stream));
    },
    resolve: (event, _args, context) => beginEvent(event, context),
  }),
);
