import type { Answer } from '@concord/core/engine';
import { createProblem } from '../screen/problem.ts';

/** The value of an answer; throws its problems as one. */
export const takeAnswer = <Value>(answer: Answer<Value>): Value => {
  if (answer.ok) return answer.value;
  throw createProblem(
    answer.problems.map(({ field, message }) => `${field}: ${message}`).join('; '),
    answer.problems.map(({ remedy }) => remedy).join('; '),
  );
};
