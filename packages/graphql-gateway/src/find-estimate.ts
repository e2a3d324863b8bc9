import type { Run } from '@concord/core/ports';
import { type EstimateFacts, estimateRun, type RunEstimate } from './estimate-run.ts';
import type { GatewayContext } from './schema/builder.ts';

type Context = Pick<GatewayContext, 'store' | 'clock' | 'live'>;

/** Earlier runs that an estimate looks at. */
const earlierMax = 10;

/** Records that were asked to be written and not tried yet. */
const countPending = async ({ connectionId }: Run, { store }: Context): Promise<number> => {
  const counts = (await store.countObjects([connectionId])).get(connectionId) ?? [];
  return counts.reduce((sum, { pending }) => sum + pending, 0);
};

/** Mirrored records that a reprocess has not come to: all are here, so that they are counted. */
const countMirrored = async (run: Run, { store }: Context): Promise<number> => {
  const counts = (await store.countObjects([run.connectionId])).get(run.connectionId) ?? [];
  const asked = counts.filter(({ crmObject }) => run.objects?.includes(crmObject) ?? true);
  return asked.reduce((sum, { crmObject, mirrored }) => {
    const done = run.counts[crmObject]?.read ?? 0;
    return sum + Math.max(mirrored - done, 0);
  }, 0);
};

const durationOf = ({ startedAt, endedAt }: Run): number =>
  Date.parse(endedAt ?? '') - Date.parse(startedAt ?? '');

const earlierRuns = async ({ connectionId, kind }: Run, { store }: Context) => {
  const { items } = await store.listRuns({ connectionId, kind, first: earlierMax, after: null });
  const done = items.filter(({ item }) => item.state === 'done' && item.startedAt !== null);
  return done.map(({ item }) => durationOf(item));
};

/** What is still to be done by kind of run; of the others only the CRM knows, and does not say. */
const countRest: Partial<Record<Run['kind'], typeof countPending>> = {
  write: countPending,
  reprocess: countMirrored,
};

const findFacts = async (run: Run, context: Context): Promise<Omit<EstimateFacts, 'now'>> => {
  const count = countRest[run.kind];
  return count === undefined
    ? { remaining: null, earlierMs: await earlierRuns(run, context) }
    : { remaining: await count(run, context), earlierMs: [] };
};

/** How far a run is; those who ask at once share what is looked up. */
export const findEstimate = async (run: Run, context: Context): Promise<RunEstimate | null> => {
  if (run.startedAt === null || run.endedAt !== null) return null;
  const facts = await context.live.share(`estimate ${run.id}`, () => findFacts(run, context));
  return estimateRun(run, { ...facts, now: context.clock.now() });
};
