import type { MatchKey } from '@concord/core/contract';
import type {
  Basis,
  ExplainedCandidate,
  ExplainedValue,
  Explanation,
  PlannedWrite,
} from '@concord/core/engine';
import { builder } from './builder.ts';
import { GuaranteeType } from './guarantee-type.ts';
import { FailureType } from './failure-type.ts';
import { OutcomeReasonEnum, VerdictEnum } from './outcome-enums.ts';
import { BasisEnum, MatchKeyKindEnum, ObjectReasonEnum, PlannedActionEnum } from './plan-enums.ts';
import { PlatformRecordType } from './record-refs.ts';

/** What an answer about coming writes rests on. */
export const BasisType = builder.objectRef<Basis>('Basis').implement({
  description: 'What an answer about coming writes rests on.',
  fields: (t) => ({
    from: t.expose('from', { type: BasisEnum, description: 'Who was asked about the records.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When the CRM was like that.' }),
  }),
});

const MatchKeyType = builder.objectRef<MatchKey>('MatchKey').implement({
  description: 'A value that a record is found by.',
  fields: (t) => ({
    kind: t.expose('kind', { type: MatchKeyKindEnum, description: 'What kind of value it is.' }),
    value: t.exposeString('value', { description: 'The value, normalised.' }),
  }),
});

const SignalType = builder.objectRef<readonly [string, number]>('Signal').implement({
  description: 'A number that a tie-break weighs.',
  fields: (t) => ({
    name: t.string({ description: 'What was counted.', resolve: ([name]) => name }),
    value: t.float({ description: 'The number.', resolve: ([, value]) => value }),
  }),
});

const CandidateType = builder.objectRef<ExplainedCandidate>('Candidate').implement({
  description: 'A CRM record that matches.',
  fields: (t) => ({
    crmId: t.exposeString('id', { description: "The record's id in the CRM." }),
    modifiedAt: t.expose('modifiedAt', {
      type: 'DateTime',
      description: 'When somebody last changed it.',
    }),
    signals: t.field({
      type: [SignalType],
      description: 'Numbers that the tie-break weighs; empty where it weighs none.',
      resolve: ({ signals }) => Object.entries(signals),
    }),
    isLinked: t.exposeBoolean('isLinked', {
      description: 'Whether the record was written to it, or read from it, before.',
    }),
  }),
});

const ExplainedFieldType = builder.objectRef<ExplainedValue>('ExplainedField').implement({
  description: 'Why one field is set or left alone, and what to.',
  fields: (t) => ({
    crmField: t.exposeString('crmField', {
      nullable: true,
      description: "The CRM field's own name; null where no mapping names one.",
    }),
    platformField: t.exposeString('platformField', {
      nullable: true,
      description: 'Key of the platform field; null where none supplies the CRM field.',
    }),
    verdict: t.expose('verdict', {
      type: VerdictEnum,
      description: 'Why it is, or is not, written.',
    }),
    held: t.expose('held', {
      type: 'FieldValue',
      nullable: true,
      description: 'What the CRM holds; null when empty or not known.',
    }),
    set: t.expose('set', {
      type: 'FieldValue',
      nullable: true,
      description: 'What it is set to; null where it is left alone.',
    }),
  }),
});

/** What a plan and an explanation both say of a write. */
const PlannedWriteType = builder.interfaceRef<PlannedWrite>('PlannedWrite').implement({
  description: 'What the next write of one record would do, and why.',
  resolveType: (write) => ('basis' in write ? 'Explanation' : 'Plan'),
});

/** What the next write of one record would do. */
export const PlanType = builder.objectRef<PlannedWrite>('Plan').implement({
  description: 'What the next write of one record would do, and why.',
  interfaces: [PlannedWriteType],
});

/** Why a record is written as it is. */
export const ExplanationType = builder.objectRef<Explanation>('Explanation').implement({
  description: 'Why a record is, or is not, written to a connection as it is; nothing was changed.',
  interfaces: [PlannedWriteType],
  fields: (t) => ({
    basis: t.expose('basis', { type: BasisType, description: 'What the answer rests on.' }),
  }),
});

builder.interfaceFields(PlannedWriteType, (t) => ({
  record: t.expose('record', {
    type: PlatformRecordType,
    description: 'The record of the platform.',
  }),
  action: t.expose('action', {
    type: PlannedActionEnum,
    description: 'What the next write does.',
  }),
  reason: t.expose('reason', {
    type: OutcomeReasonEnum,
    nullable: true,
    description: 'Why it is left alone or waits; null otherwise.',
  }),
  failure: t.expose('failure', {
    type: FailureType,
    nullable: true,
    description: 'Why it is put aside for a person; null otherwise.',
  }),
  isAsked: t.boolean({
    description: 'Whether the write was asked for; otherwise it is what asking now would do.',
    resolve: ({ request }) => request !== null,
  }),
  crmObject: t.exposeString('crmObject', {
    nullable: true,
    description: 'The CRM object that it goes into; null where the account has none for it.',
  }),
  objectReason: t.expose('objectReason', {
    type: ObjectReasonEnum,
    nullable: true,
    description: 'Why that object; null without one.',
  }),
  crmId: t.exposeString('crmId', {
    nullable: true,
    description: 'Id of the CRM record that is written or stays as it is; null for a new one.',
  }),
  keys: t.field({
    type: [MatchKeyType],
    description: 'What it is found by, strongest first.',
    resolve: ({ keys }) => [...keys],
  }),
  candidates: t.field({
    type: [CandidateType],
    description: 'Every CRM record that matches.',
    resolve: ({ candidates }) => [...candidates],
  }),
  decidedBy: t.exposeString('decidedBy', {
    nullable: true,
    description: 'The rule that chose among the candidates; null without candidates.',
  }),
  fields: t.field({
    type: [ExplainedFieldType],
    description: 'A verdict for each field; empty where it came to none.',
    resolve: ({ fields }) => [...fields],
  }),
  guarantee: t.expose('guarantee', {
    type: GuaranteeType,
    nullable: true,
    description: 'How safe the write is; null without an object.',
  }),
  company: t.expose('company', {
    type: PlanType,
    nullable: true,
    description: "The write of the person's company, which comes first; null when none does.",
  }),
  undoes: t.idList({
    description: 'Outcomes that it undoes, which comes before a write; empty for a write.',
    resolve: ({ undoes }) => [...undoes],
  }),
}));
