import type { Outcome } from '@concord/core/ports';
import { reasonInWords } from '../screen/reason-words.ts';

const whatOf = ({ crmObject, crmId, object, recordId }: Outcome): string =>
  [
    crmId === null ? crmObject : `${crmObject} ${crmId}`,
    ...(recordId === null ? [] : [`${object} ${recordId}`]),
  ].join(', ');

const whyOf = ({ failure, reason }: Outcome): string[] => {
  if (failure === null) return reason === null ? [] : [`  ${reasonInWords(reason)}`];
  return [`  ${failure.class}: ${failure.message}`, `  ${failure.remedy}`];
};

const whenOf = ({ at, attempt, retryAt, id }: Outcome): string =>
  [
    `  last tried ${at}`,
    ...(attempt > 1 ? [`${attempt} times`] : []),
    ...(retryAt === null ? [] : [`again by itself at ${retryAt}`]),
    `id ${id}`,
  ].join(', ');

/** An outcome as a person reads it: what, why with the remedy, and when it was last tried (R-ERR-1). */
export const describeOutcome = (outcome: Outcome): string[] => [
  `${outcome.status}: ${whatOf(outcome)}`,
  ...whyOf(outcome),
  whenOf(outcome),
];
