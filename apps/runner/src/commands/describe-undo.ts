import type { Outcome } from '@concord/core/ports';
import { reasonInWords } from '../screen/reason-words.ts';

const words: Readonly<Partial<Record<Outcome['status'], string>>> = {
  updated: 'fields given back',
  removed: 'removed again',
  skipped: 'not undone',
  failed: 'not undone',
  waiting: 'waits',
};

const whyOf = ({ failure, reason }: Outcome): string => {
  if (failure !== null) return `: ${failure.message} ${failure.remedy}`;
  return reason === null ? '' : `: ${reasonInWords(reason)}`;
};

/** What became of one undo: the record, and each field that it left. */
export const describeUndo = (outcome: Outcome): string[] => [
  `${words[outcome.status] ?? outcome.status}: ${outcome.crmObject} ${outcome.crmId}${whyOf(outcome)}`,
  ...outcome.verdicts
    .filter(({ verdict }) => verdict !== 'undone' && verdict !== 'same')
    .map(({ crmField, verdict }) => `  ${crmField} stays: ${verdict}`),
];
