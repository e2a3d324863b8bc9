import type { SyncReceipt } from '@concord/core/engine';
import { findMissingConnection } from '../find-missing-connection.ts';
import { builder } from './builder.ts';
import { toInvalid } from './problem-types.ts';
import { CompanyInputType, toCompany } from './record-inputs.ts';
import { CompanyType } from './record-refs.ts';
import { defineResult, type Success } from './result-union.ts';
import { syncOptionInputs, toSyncOptions } from './sync-options.ts';

interface SyncCompanySuccess extends Success {
  readonly receipt: SyncReceipt;
}

const SyncCompanySuccessType = builder
  .objectRef<SyncCompanySuccess>('SyncCompanySuccess')
  .implement({
    description: 'The company is stored and its writing asked for; writing follows by itself.',
    fields: (t) => ({
      company: t.field({
        type: CompanyType,
        description: 'The company as it is stored.',
        resolve: ({ receipt }) => receipt.record,
      }),
      outcomeIds: t.idList({
        description: 'Ids under which the outcomes will be found, one for each connection.',
        resolve: ({ receipt }) => [...receipt.requestIds],
      }),
    }),
  });

const SyncCompanyInput = builder.inputType('SyncCompanyInput', {
  description: 'A company to bring to the CRMs.',
  fields: (t) => ({
    company: t.field({ type: CompanyInputType, required: true, description: 'The company.' }),
    ...syncOptionInputs(t),
  }),
});

builder.mutationField('syncCompany', (t) =>
  t.field({
    type: defineResult('SyncCompany', SyncCompanySuccessType),
    description: 'Stores a company and asks for it to be written to the CRMs.',
    args: {
      input: t.arg({ type: SyncCompanyInput, required: true, description: 'What to bring.' }),
    },
    resolve: async (_root, { input }, context) => {
      const missing = await findMissingConnection(input.connectionIds ?? [], context);
      if (missing) return missing;
      const company = toCompany(input.company);
      const answer = await context.engine.syncCompany(company, toSyncOptions(input));
      return answer.ok
        ? { kind: 'success' as const, receipt: answer.value }
        : toInvalid(answer.problems);
    },
  }),
);
