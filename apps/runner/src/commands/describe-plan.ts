import type { FieldValue } from '@concord/core/contract';
import type { Basis, PlannedWrite } from '@concord/core/engine';
import { formatTable } from '../screen/format-table.ts';
import { reasonInWords } from '../screen/reason-words.ts';

const nameOf = ({ record }: PlannedWrite): string => `${record.object} ${record.key}`;

const whereOf = ({ crmObject, crmId }: PlannedWrite): string =>
  [crmObject ?? 'no object', ...(crmId === null ? [] : [crmId])].join(' ');

const whyOf = ({ reason, failure }: PlannedWrite): string => {
  if (failure !== null) return `: ${failure.message} ${failure.remedy}`;
  return reason === null ? '' : `: ${reasonInWords(reason)}`;
};

const actionOf = ({ action, undoes }: PlannedWrite): string =>
  undoes.length === 0 ? action : `undo by ${action}`;

/** What a planned write, or an undo, does to one record, in one line. */
export const describePlan = (plan: PlannedWrite): string =>
  `${actionOf(plan)}: ${nameOf(plan)} → ${whereOf(plan)}${whyOf(plan)}`;

/** What an answer rests on, in one line. */
export const describeBasis = ({ from, at }: Basis): string =>
  from === 'mirror'
    ? `As the mirror had it at ${at}.`
    : `As the CRM has it, asked just now: the mirror was behind.`;

const valueText = (value: FieldValue): string => (value === null ? '' : String(value));

const describeCandidates = ({ candidates, crmId, decidedBy }: PlannedWrite): string[] => {
  if (candidates.length === 0) return ['Nothing in the CRM matches.'];
  const rows = candidates.map(({ id, modifiedAt, signals, isLinked }) => [
    id === crmId ? `→ ${id}` : `  ${id}`,
    modifiedAt,
    isLinked ? 'linked' : '',
    Object.entries(signals)
      .map(([name, number]) => `${name} ${number}`)
      .join(', '),
  ]);
  return [
    formatTable(['candidate', 'modified', '', 'signals'], rows),
    ...(decidedBy === null ? [] : [`Chosen by: ${decidedBy}.`]),
  ];
};

const describeFields = ({ fields }: PlannedWrite): string[] => {
  if (fields.length === 0) return [];
  const rows = fields.map(({ crmField, platformField, verdict, held, set }) => [
    crmField ?? '',
    platformField ?? '',
    verdict,
    valueText(held),
    valueText(set),
  ]);
  return [formatTable(['CRM field', 'platform field', 'verdict', 'holds', 'is set to'], rows)];
};

const describeMatch = (plan: PlannedWrite): string[] => [
  `Found by: ${plan.keys.map(({ kind, value }) => `${kind} ${value}`).join(', ') || 'nothing'}.`,
  ...describeCandidates(plan),
];

/** All that is known of a planned write, line by line; an undo goes where the write went. */
export const describeWhole = (plan: PlannedWrite): string[] => [
  describePlan(plan),
  ...(plan.undoes.length === 0 ? describeMatch(plan) : [`Undoes: ${plan.undoes.join(', ')}.`]),
  ...describeFields(plan),
  ...(plan.company === null ? [] : [`Before it: ${describePlan(plan.company)}`]),
  ...(plan.guarantee === null
    ? []
    : [
        `Guarantee: update ${plan.guarantee.update}, create ${plan.guarantee.create}.`,
        ...plan.guarantee.weaknesses.map(({ message }) => message),
      ]),
];
