import {
  toRemoteId,
  type RemoteId,
  type SyncError,
  type WriteResult,
} from '@concord/core/contract';
import { z } from 'zod';
import { parseComplaint, type Complaint } from './complaint.ts';
import { malformedAnswer, toSyncError } from './errors.ts';
import { batchOf } from './parse-answer.ts';

/** What a batch of creates or updates answers. */
export const batchAnswer = batchOf(
  z.object({
    id: z.string().regex(/^\d+$/),
    objectWriteTraceId: z.string().nullish(),
  }),
);

/** An input of a batch as its answer names it. */
export interface Traced {
  readonly traceId: string;
  /** `null` for a record that is to be created. */
  readonly id: RemoteId | null;
}

/**
 * What a batch says of each input, by trace id and never by position.
 *
 * HubSpot: results come in any order; an error names the trace ids that it is about, or the ids of
 * records that are not there. developers.hubspot.com "CRM objects", recorded answers, read 2026-11-21
 */
export const resultsOf = (
  { results, errors }: z.output<typeof batchAnswer>,
  { inputs, doing }: { readonly inputs: readonly Traced[]; readonly doing: string },
): WriteResult[] => {
  const ids = new Map(results.map(({ id, objectWriteTraceId }) => [objectWriteTraceId, id]));
  const complaints = errors.flatMap((error) => parseComplaint(error) ?? []);
  return inputs.map(({ traceId, id }): WriteResult => {
    const written = ids.get(traceId);
    // A record that was merged away answers with the id of the one it became.
    if (written !== undefined) return { ok: true, id: toRemoteId(written) };
    const complaint = complaints.find((one) => isAbout(one, { traceId, id }));
    return { ok: false, error: refusal(complaint, id === null ? doing : `${doing} ${id}`) };
  });
};

const isAbout = ({ traceIds, ids }: Complaint, { traceId, id }: Traced): boolean =>
  traceIds.includes(traceId) || (id !== null && ids.includes(id));

const refusal = (complaint: Complaint | undefined, doing: string): SyncError =>
  complaint === undefined
    ? malformedAnswer(doing, 'the answer does not say what became of it', true)
    : toSyncError({ doing, status: 207, complaint, writes: true });
