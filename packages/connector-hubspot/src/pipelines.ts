import type { Context, Instant } from '@concord/core/contract';
import { z } from 'zod';
import type { Ask } from './client.ts';

/** A step of a pipeline that a deal is at. */
export interface Stage {
  readonly id: string;
  readonly label: string;
  readonly isClosed: boolean;
  readonly isWon: boolean;
}

/** One way that deals of the account go. */
export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly Stage[];
}

// HubSpot: what a stage means is in text; a closed one with a probability of 1 is won.
// Recorded answers, read 2026-11-21
const stage = z
  .object({
    id: z.string(),
    label: z.string(),
    metadata: z.object({
      isClosed: z.string().default('false'),
      probability: z.coerce.number().default(0),
    }),
  })
  .transform(({ id, label, metadata }): Stage => {
    const isClosed = metadata.isClosed === 'true';
    return { id, label, isClosed, isWon: isClosed && metadata.probability === 1 };
  });

const shape = z.object({
  results: z.array(z.object({ id: z.string(), label: z.string(), stages: z.array(stage) })),
});

interface Kept {
  pipelines: readonly Pipeline[] | null;
  at: Instant;
}

const key = Symbol('hubspot pipelines');

/** How old an answer may be that descriptions and pages of deals share, in milliseconds. */
const hourMs = 3_600_000;

/** How old one may be that does not know the stage of a deal, in milliseconds. */
export const soonMs = 60_000;

/**
 * The pipelines of deals, with their stages, in the order in which the account shows them, `maxAgeMs`
 * old at most.
 */
export const listPipelines = async (
  context: Context,
  ask: Ask,
  maxAgeMs = hourMs,
): Promise<readonly Pipeline[]> => {
  const kept = context.memo<Kept>(key, () => ({ pipelines: null, at: context.now() }));
  const isOld = Date.parse(context.now()) - Date.parse(kept.at) > maxAgeMs;
  if (kept.pipelines !== null && !isOld) return kept.pipelines;
  const { body } = await ask(context, {
    doing: 'read the pipelines of deals',
    writes: false,
    build: ({ pipelines }) => pipelines.getAll('deals'),
    shape,
  });
  Object.assign(kept, { pipelines: body.results, at: context.now() } satisfies Kept);
  return body.results;
};
