import type { PlatformObject, PlatformRecord } from '@concord/core/platform';
import type { Change } from '@concord/core/ports';
import type { Follower } from '../live/change-feed.ts';
import { beginEvent, type LiveEvent, loadEvents, toPlace } from '../live/live-event.ts';
import { openStream } from '../live/open-stream.ts';
import { afterEventArg } from './after-event-arg.ts';
import { builder, type GatewayContext } from './builder.ts';
import { PlatformObjectEnum } from './enums.ts';
import { PlatformRecordType } from './record-refs.ts';

interface PlatformChange {
  readonly object: PlatformObject;
  readonly recordId: string;
  readonly record: PlatformRecord | null;
}

const PlatformChangeType = builder.objectRef<PlatformChange>('PlatformChange').implement({
  description: 'A record of the platform that was stored or removed.',
  fields: (t) => ({
    object: t.expose('object', { type: PlatformObjectEnum, description: 'The kind of record.' }),
    recordId: t.exposeID('recordId', { description: 'Id of the record.' }),
    removed: t.boolean({
      description: 'Whether the record is no more.',
      resolve: ({ record }) => record === null,
    }),
    record: t.field({
      type: PlatformRecordType,
      nullable: true,
      description: 'The record as it is; null when it is no more.',
      resolve: ({ record }) => record,
    }),
  }),
});

interface Wanted {
  readonly objects: readonly PlatformObject[] | null;
  readonly after: string | null;
}

/** One that was stored and has been removed since is told of as removed, and once more. */
const loadChanges =
  ({ object, isRemoval }: Change, { store, live }: GatewayContext) =>
  (ids: readonly string[], name: string): Promise<readonly PlatformChange[]> =>
    live.share(`records ${name}`, async () => {
      const found = isRemoval ? [] : await store.getRecords(ids);
      const records = new Map(found.map((record) => [record.id, record]));
      return ids.flatMap((recordId) =>
        object === null ? [] : [{ object, recordId, record: records.get(recordId) ?? null }],
      );
    });

const isWanted = ({ of, object }: Change, { objects }: Wanted): boolean =>
  of === 'record' && object !== null && (objects?.includes(object) ?? true);

async function* followPlatform(
  wanted: Wanted,
  context: GatewayContext,
  stream: Follower,
): AsyncGenerator<LiveEvent<PlatformChange>, void, undefined> {
  for await (const step of context.live.feed.follow(wanted.after, stream)) {
    const { change, place } = step;
    if (change === null) yield { place, item: null };
    else if (isWanted(change, wanted)) yield* loadEvents(step, loadChanges(change, context));
  }
}

builder.subscriptionField('platformChanged', (t) =>
  t.field({
    type: PlatformChangeType,
    description:
      'Records as they are stored or removed; an error RESYNC says that some were passed over.',
    args: {
      objects: t.arg({ type: [PlatformObjectEnum], description: 'Only these kinds; all without.' }),
      after: afterEventArg(t.arg),
    },
    subscribe: (_root, { objects, after }, context) => {
      const wanted = { objects: objects ?? null, after: toPlace(after) };
      return openStream(context, (stream) => followPlatform(wanted, context, stream));
    },
    resolve: (event, _args, context) => beginEvent(event, context),
  }),
);
