import type { Connection, ConnectionSettings } from '@concord/core/platform';
import { findMissingConnection } from '../find-missing-connection.ts';
import { builder } from './builder.ts';
import { CrmConnectionType } from './connection-type.ts';
import { CreateAsEnum, EmailWritebackEnum } from './enums.ts';
import { toInvalid } from './problem-types.ts';
import { defineResult, type Success } from './result-union.ts';

interface UpdateSettingsSuccess extends Success {
  readonly connection: Connection;
}

const UpdateSettingsSuccessType = builder
  .objectRef<UpdateSettingsSuccess>('UpdateSettingsSuccess')
  .implement({
    description: 'The settings are saved; what is written from now on follows them.',
    fields: (t) => ({
      connection: t.expose('connection', {
        type: CrmConnectionType,
        description: 'The connection with its settings.',
      }),
    }),
  });

const SettingsInput = builder.inputType('ConnectionSettingsInput', {
  description: 'Settings to change; one left out, or null, stays as it is.',
  fields: (t) => ({
    createAs: t.field({ type: CreateAsEnum, description: 'Which CRM object new people become.' }),
    emailWriteback: t.field({
      type: EmailWritebackEnum,
      description: 'Where automatic emails are recorded.',
    }),
    assignLeads: t.boolean({
      description: "Whether the CRM's own rules choose the owner of a lead that we create.",
    }),
    accountTieBreak: t.string({
      description: 'Which rule chooses among several matching companies.',
    }),
    readEveryMinutes: t.int({ description: 'Minutes between two reads, 1 to 1,440.' }),
    followRedirects: t.boolean({
      description: 'Whether a domain that redirects counts as the one it leads to.',
    }),
    brandPrefix: t.string({
      description: 'What the labels of product-specific fields begin with.',
    }),
    quietPeriodMs: t.int({
      description: 'How long a lost create may still arrive, 0 to 3,600,000 milliseconds.',
    }),
    createWithoutKey: t.boolean({
      description: 'Whether to create where matching lags and no unique key keeps a double out.',
    }),
  }),
});

const UpdateSettingsInput = builder.inputType('UpdateSettingsInput', {
  description: 'Which settings of which connection to change.',
  fields: (t) => ({
    connectionId: t.id({ required: true, description: 'Id of the connection.' }),
    settings: t.field({ type: SettingsInput, required: true, description: 'The settings.' }),
  }),
});

/** The settings that were given a value. */
const toChanged = (settings: typeof SettingsInput.$inferInput): Partial<ConnectionSettings> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value != null));

builder.mutationField('updateSettings', (t) =>
  t.field({
    type: defineResult('UpdateSettings', UpdateSettingsSuccessType),
    description: 'Changes what an operator may set on a connection.',
    args: {
      input: t.arg({ type: UpdateSettingsInput, required: true, description: 'What to change.' }),
    },
    resolve: async (_root, { input }, context) => {
      const missing = await findMissingConnection([input.connectionId], context);
      if (missing) return missing;
      const changed = toChanged(input.settings);
      const answer = await context.engine.updateSettings(input.connectionId, changed);
      return answer.ok
        ? { kind: 'success' as const, connection: answer.value }
        : toInvalid(answer.problems);
    },
  }),
);
