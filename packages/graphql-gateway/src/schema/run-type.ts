import type { Run, RunCounts } from '@concord/core/ports';
import { builder } from './builder.ts';
import { connectionOf, CrmConnectionType } from './connection-type.ts';
import { RunKindEnum, RunStateEnum } from './enums.ts';
import { FailureType } from './failure-type.ts';

const RunCountsType = builder.objectRef<RunCounts & { object: string }>('RunCounts').implement({
  description: 'Records of one CRM object that a run dealt with.',
  fields: (t) => ({
    object: t.exposeString('object', { description: "The CRM object's own name." }),
    read: t.exposeInt('read', { description: 'Records read from the CRM.' }),
    created: t.exposeInt('created', { description: 'Records created.' }),
    updated: t.exposeInt('updated', { description: 'Records changed.' }),
    removed: t.exposeInt('removed', { description: 'Records removed.' }),
    unchanged: t.exposeInt('unchanged', { description: 'Records that already held everything.' }),
    skipped: t.exposeInt('skipped', { description: 'Records left out; the outcomes say why.' }),
    failed: t.exposeInt('failed', { description: 'Records that could not be written.' }),
    waiting: t.exposeInt('waiting', { description: 'Records that wait for something else.' }),
  }),
});

/** One stretch of work. */
export const RunType = builder.objectRef<Run>('Run').implement({
  description: 'One stretch of work for one connection.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id of the run.' }),
    connection: t.field({
      type: CrmConnectionType,
      nullable: true,
      description: 'The connection it works for.',
      resolve: (run, _args, context) => connectionOf(run.connectionId, context),
    }),
    kind: t.expose('kind', {
      type: RunKindEnum,
      description: 'What it does.',
    }),
    state: t.expose('state', {
      type: RunStateEnum,
      description: 'How far it is.',
    }),
    objects: t.stringList({
      nullable: true,
      description: 'CRM objects asked for; null for all.',
      resolve: (run) => (run.objects === null ? null : [...run.objects]),
    }),
    fields: t.stringList({
      nullable: true,
      description: 'Keys of the platform fields that a reprocess is about; null for all.',
      resolve: (run) => (run.fields === null ? null : [...run.fields]),
    }),
    queuedAt: t.expose('queuedAt', {
      type: 'DateTime',
      description: 'When it was asked for.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it began; null while queued.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended; null before.',
    }),
    counts: t.field({
      type: [RunCountsType],
      description: 'What it did so far, by CRM object.',
      resolve: (run) =>
        Object.entries(run.counts).map(([object, counts]) => ({ object, ...counts })),
    }),
    apiCalls: t.exposeInt('apiCalls', { description: 'Requests sent to the CRM.' }),
    failure: t.expose('failure', {
      type: FailureType,
      nullable: true,
      description: 'Why it ended early; null otherwise.',
    }),
  }),
});
