import { isSyncError, type Context } from '@concord/core/contract';
import { z } from 'zod';
import { parseComplaint } from './complaint.ts';
import { toSyncError } from './errors.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { batchOf, instant, recordShape, type batchErrors } from './parse-answer.ts';
import type { PropertyName } from './query-text.ts';

/** Which records are read, by what, and what of them. */
export interface BatchRead {
  /** Values of `by`, each once. */
  readonly inputs: readonly string[];
  /** A property whose values are unique; the record's id where left out. */
  readonly by?: PropertyName;
  readonly properties: readonly PropertyName[];
  /** Properties whose past is asked for, too. */
  readonly past?: readonly PropertyName[];
  /** Looks into the recycle bin, and nowhere else. */
  readonly archived?: true;
}

// HubSpot: the values that a property had, newest first, and who set each: an integration by the id
// of its app, a person by `userId:` and theirs. Recorded answers, read 2026-11-21
const version = z.object({
  value: z.string().nullable(),
  timestamp: instant,
  sourceType: z.string().nullish(),
  sourceId: z.string().nullish(),
});

const row = recordShape.extend({
  propertiesWithHistory: z.record(z.string(), z.array(version)).optional(),
});

/** One value that a property had. */
export type Version = z.output<typeof version>;

/** A record, and the past of its properties where that was asked for. */
export type ReadRow = z.output<typeof row>;

/**
 * Records as they are at that moment, in any order; those that are not there are left out. A contact
 * is also read by its further addresses. The id of a record that was merged is answered by the one
 * that it became, under its own id.
 */
export const readBatch = async (
  context: Context,
  { ask, name: object }: ObjectShape,
  { inputs, by, properties, past = [], archived }: BatchRead,
): Promise<readonly ReadRow[]> => {
  if (inputs.length === 0) return [];
  const doing = `read ${object}`;
  try {
    const { body } = await ask(context, {
      doing,
      writes: false,
      build: ({ batch }) =>
        batch.read(
          object,
          {
            inputs: inputs.map((id) => ({ id })),
            ...(by === undefined ? {} : { idProperty: by }),
            properties: [...properties],
            propertiesWithHistory: [...past],
          },
          archived ?? false,
        ),
      shape: batchOf(row),
    });
    checkErrors(body.errors, doing);
    return body.results;
  } catch (thrown) {
    // HubSpot: a batch of which nothing is there may be answered 404. Reports, read 2026-11-21
    if (isSyncError(thrown) && thrown.code === 'not-found') return [];
    throw thrown;
  }
};

/** Inputs that are not there are no error; any other is one of the whole call. */
export const checkErrors = (errors: z.output<typeof batchErrors>, doing: string): void => {
  for (const one of errors) {
    const complaint = parseComplaint(one);
    const error = toSyncError({ doing, status: 207, complaint, writes: false });
    if (error.code !== 'not-found') throw error;
  }
};
