import type { FieldVerdict } from '@concord/core/policy';
import type { Outcome } from '@concord/core/ports';
import { skipExplanations } from '../skip-explanation.ts';
import { builder } from './builder.ts';
import { connectionOf, CrmConnectionType } from './connection-type.ts';
import { PlatformObjectEnum } from './enums.ts';
import {
  FailureClassEnum,
  OutcomeDirectionEnum,
  OutcomeReasonEnum,
  OutcomeStatusEnum,
  VerdictEnum,
} from './outcome-enums.ts';
import { PlatformRecordType } from './record-refs.ts';

const FieldVerdictType = builder.objectRef<FieldVerdict>('FieldVerdict').implement({
  description: 'The decision about one CRM field of one write.',
  fields: (t) => ({
    crmField: t.exposeString('crmField', { description: "The CRM field's own name." }),
    platformField: t.exposeString('platformField', {
      nullable: true,
      description: 'Key of the platform field; null for a field that only has a default.',
    }),
    verdict: t.expose('verdict', {
      type: VerdictEnum,
      description: 'Why it is, or is not, written.',
    }),
  }),
});

const explanationOf = ({ reason }: Outcome) => (reason === null ? null : skipExplanations[reason]);

/** What happened to one record. */
export const OutcomeType = builder.objectRef<Outcome>('Outcome').implement({
  description: 'What happened to one record, of a write or of a read that left it out.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id; `retryOutcomes` takes it.' }),
    connection: t.field({
      type: CrmConnectionType,
      nullable: true,
      description: 'The connection it happened in.',
      resolve: (outcome, _args, context) => connectionOf(outcome.connectionId, context),
    }),
    direction: t.expose('direction', {
      type: OutcomeDirectionEnum,
      description: 'Whether the record was being read or written.',
    }),
    object: t.expose('object', {
      type: PlatformObjectEnum,
      description: 'The kind of platform record.',
    }),
    crmObject: t.exposeString('crmObject', { description: "The CRM object's own name." }),
    crmId: t.exposeString('crmId', {
      nullable: true,
      description: "The record's id in the CRM; null where it is not there yet.",
    }),
    recordId: t.exposeID('recordId', {
      nullable: true,
      description: 'Id of the platform record; null where the platform holds none.',
    }),
    record: t.field({
      type: PlatformRecordType,
      nullable: true,
      description: 'The platform record; null where the platform holds none.',
      resolve: async ({ recordId }, _args, { loaders }) =>
        recordId === null ? null : ((await loaders.record(recordId)) ?? null),
    }),
    runId: t.exposeID('runId', {
      nullable: true,
      description: 'The run it happened in; null outside of one.',
    }),
    status: t.expose('status', {
      type: OutcomeStatusEnum,
      description: 'What happened.',
    }),
    reason: t.expose('reason', {
      type: OutcomeReasonEnum,
      nullable: true,
      description: 'Why it was left alone or waits; null otherwise.',
    }),
    class: t.field({
      type: FailureClassEnum,
      nullable: true,
      description: 'The kind of obstacle; null when nothing failed.',
      resolve: (outcome) => outcome.failure?.class ?? null,
    }),
    code: t.string({
      nullable: true,
      description: "The connector's code of the failure; null when nothing failed.",
      resolve: (outcome) => outcome.failure?.code ?? null,
    }),
    message: t.string({
      nullable: true,
      description: "The CRM's own words, or ours; null when there is nothing to say.",
      resolve: (outcome) => outcome.failure?.message ?? explanationOf(outcome)?.message ?? null,
    }),
    remedy: t.string({
      nullable: true,
      description: 'The next thing to do; null when nothing need be done.',
      resolve: (outcome) => outcome.failure?.remedy ?? explanationOf(outcome)?.remedy ?? null,
    }),
    field: t.string({
      nullable: true,
      description: 'The CRM field at fault; null when none is named.',
      resolve: (outcome) => outcome.failure?.field ?? null,
    }),
    verdicts: t.field({
      type: [FieldVerdictType],
      description: 'The decision about each CRM field; empty for a read.',
      resolve: (outcome) => [...outcome.verdicts],
    }),
    undoes: t.idList({
      description: 'Ids of the outcomes that it undid, or was to undo; empty for others.',
      resolve: ({ undoes }) => [...(undoes ?? [])],
    }),
    losers: t.stringList({
      description: 'CRM ids of the duplicates that were left alone.',
      resolve: (outcome) => [...outcome.losers],
    }),
    attempt: t.exposeInt('attempt', { description: 'Calls that were made for it.' }),
    at: t.expose('at', {
      type: 'DateTime',
      description: 'When it was last tried.',
    }),
    retryAt: t.expose('retryAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried again by itself; null when done or left to a person.',
    }),
  }),
});

/** A page of outcomes. */
export const OutcomeConnectionType = builder.connectionObject(
  {
    name: 'OutcomeConnection',
    type: OutcomeType,
    description: 'A page of outcomes.',
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many outcomes pass the filter.',
        resolve: (page) => page.count?.() ?? 0,
      }),
    }),
  },
  { name: 'OutcomeEdge', description: 'An outcome at its place in the list.' },
);
