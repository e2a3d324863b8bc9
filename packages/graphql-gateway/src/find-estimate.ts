import type { Run } from '@concord/core/ports';
import { type EstimateFacts, estimateRun, type RunEstimate } from './estimate-run.ts';
import type { GatewayContext } from './schema/builder.ts';

type Context = Pick<GatewayContext, 'store' | 'clock' | 'live'>;

/** Earlier runs that an estimate looks at. */
const earlierMax = 10;

/** Records that were asked to be written and not tried yet. */
const countPending = async ({ connectionId }: Run, { store }: Context): Promise<number> => {
  const counts = await store.countObjects(connectionId);
  return counts.reduce((sum, { pending }) => sum + pending, 0);
};

const durationOf = ({ startedAt, endedAt }: Run): number =>
  Date.parse(endedAt ?? '') - Date.parse(startedAt ?? '');

const earlierRuns = async ({ connectionId, kind }: Run, { store }: Context) => {
  const { items } = await store.listRuns({ connectionId, kind, first: earlierMax, after: null });
  const done = items.filter(({ item }) => item.state === 'done' && item.startedAt !== null);
  return done.map(({ item }) => durationOf(item));
};

const findFacts = async (run: Run, context: Context): Promise<Omit<EstimateFacts, 'now'>> =>
  run.kind === 'write'
    ? { remaining: await countPending(run, context), earlierMs: [] }
    : { remaining: null, earlierMs: await earlierRuns(run, context) };

/** How far a run is; those who ask at once share what is looked up. */
export const findEstimate = async (run: Run, context: Context): Promise<RunEstimate | null> => {
  if (run.startedAt === null || run.endedAt !== null) return null;
  const facts = await context.live.share(`estimate ${run.id}`, () => findFacts(run, context));
  return estimateRun(run, { ...facts, now: context.clock.now() });
};
