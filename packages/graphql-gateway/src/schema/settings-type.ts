import type { ConnectionSettings } from '@concord/core/platform';
import { builder } from './builder.ts';
import { CreateAsEnum, EmailWritebackEnum } from './enums.ts';

/** What an operator has set on a connection. */
export const SettingsType = builder.objectRef<ConnectionSettings>('ConnectionSettings').implement({
  description: 'What an operator may set on a connection.',
  fields: (t) => ({
    createAs: t.expose('createAs', {
      type: CreateAsEnum,
      description: 'Which CRM object new people become.',
    }),
    emailWriteback: t.expose('emailWriteback', {
      type: EmailWritebackEnum,
      description: 'Where automatic emails are recorded.',
    }),
    assignLeads: t.exposeBoolean('assignLeads', {
      description: "Whether the CRM's own rules choose the owner of a lead that we create.",
    }),
    accountTieBreak: t.exposeString('accountTieBreak', {
      description: 'Which rule chooses among several matching companies.',
    }),
    readEveryMinutes: t.exposeInt('readEveryMinutes', {
      description: 'Minutes between two reads.',
    }),
    followRedirects: t.exposeBoolean('followRedirects', {
      description: 'Whether a domain that redirects counts as the one it leads to.',
    }),
    brandPrefix: t.exposeString('brandPrefix', {
      description: 'What the labels of product-specific fields begin with.',
    }),
    quietPeriodMs: t.exposeInt('quietPeriodMs', {
      description: 'How long a lost create may still arrive in the CRM, in milliseconds.',
    }),
    createWithoutKey: t.exposeBoolean('createWithoutKey', {
      description: 'Whether to create where matching lags and no unique key keeps a double out.',
    }),
  }),
});
