import { checkKeyOnce } from '../org/check-key-once.ts';
import { countRepeats } from '../org/count-repeats.ts';
import type { Org } from '../org/org.ts';
import type { RecordInput } from '../org/read-input.ts';
import { beginWork, finishWork } from '../org/work.ts';
import type { SimObject } from '../schema/schema.ts';
import type { Outcome, Writing } from './bulk-job.ts';
import { saveRecord, takeText } from './save-record.ts';

/** What the records of a chunk must not have in common. */
const checkOf = (
  { operation, externalIdFieldName }: Writing,
  object: SimObject,
  inputs: readonly RecordInput[],
): ((key: string) => void) => {
  if (operation === 'update') return countRepeats();
  const name = externalIdFieldName ?? 'Id';
  const keys = inputs.map((input) => takeText(input, name)[0]);
  return checkKeyOnce(
    object,
    name,
    keys.map((key) => (key === '' ? null : key)),
  );
};

/** Saves some records as the user of a job, each by itself; what became of them, in order. */
export const saveChunk = (
  org: Org,
  writing: Writing,
  [object, inputs]: readonly [SimObject, readonly RecordInput[]],
): Outcome[] => {
  const options = { assign: writing.assignmentRuleId !== null, allowDuplicates: false };
  const work = beginWork(org, writing.userId, { options });
  const check = checkOf(writing, object, inputs);
  const outcomes = inputs.map((input) => saveRecord(work, writing, { object, input, check }));
  finishWork(work);
  return outcomes;
};
