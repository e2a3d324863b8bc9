import { Refusal, type RecordResult } from '../org/record-error.ts';
import { undoTo, type Work } from '../org/work.ts';
import type { ApiCall } from './api-types.ts';
import { withWork } from './call-work.ts';

/** What is done to one record of many. */
export type Save = (work: Work) => RecordResult;

const attempted = (work: Work, save: Save): RecordResult => {
  try {
    return save(work);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, errors: error.errors };
    throw error;
  }
};

const rolledBack: RecordResult = {
  ok: false,
  errors: [
    {
      statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      message:
        'Record rolled back because not all records were valid and the request was using AllOrNone header',
      fields: [],
    },
  ],
};

/** Saves record after record, each with its own result; with `allOrNone` one refusal undoes them all. */
export const runSaves = (
  call: ApiCall,
  saves: readonly Save[],
  allOrNone: boolean,
): RecordResult[] =>
  withWork(call, (work) => {
    const mark = work.steps.length;
    const results = saves.map((save) => attempted(work, save));
    if (!allOrNone || results.every(({ ok }) => ok)) return results;
    undoTo(work, mark);
    return results.map((result) => (result.ok ? rolledBack : result));
  });
