import { z } from 'zod';
import type { Complaint } from './complaint.ts';
import { isRecordId, toRecordId } from './record-id.ts';

// Salesforce: DUPLICATES_DETECTED carries its matches under a key that it misspells; some answers
// spell it right. Recorded answers, read 2026-11-21
const matches = z.object({
  matchResults: z.array(
    z.object({
      matchRecords: z.array(z.object({ record: z.object({ Id: z.string() }) })),
    }),
  ),
});

const detected = z.object({
  duplicateResut: matches.optional(),
  duplicateResult: matches.optional(),
});

// Salesforce: DUPLICATE_VALUE names the record in its message, by a 15-character id or `<unknown>`.
const named = /record with id: ([A-Za-z0-9]{15,18})/;

/** Ids of the records that a draft or change collides with, as far as Salesforce names them. */
export const existingRecords = (complaint: Complaint): string[] => {
  const ids = [...matchedIds(complaint.raw), named.exec(complaint.message)?.[1] ?? ''];
  return [...new Set(ids.filter(isRecordId).map(toRecordId))];
};

const matchedIds = (raw: unknown): string[] => {
  const { data } = detected.safeParse(raw);
  const results = (data?.duplicateResut ?? data?.duplicateResult)?.matchResults ?? [];
  return results.flatMap(({ matchRecords }) => matchRecords.map(({ record }) => record.Id));
};
