import { findMissingConnection } from '../find-missing-connection.ts';
import { builder } from './builder.ts';
import { toInvalid } from './problem-types.ts';
import { implementReceipt } from './receipt-type.ts';
import { CompanyInputType, toCompany } from './record-inputs.ts';
import { CompanyType } from './record-refs.ts';
import { defineResult } from './result-union.ts';
import { syncOptionInputs, toSyncOptions } from './sync-options.ts';

const SyncCompanySuccessType = implementReceipt('SyncCompanySuccess', {
  description: 'The company is stored and its writing asked for; writing follows by itself.',
  fields: (t) => ({
    company: t.field({
      type: CompanyType,
      description: 'The company as it is stored.',
      resolve: ({ receipt }) => receipt.record,
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
