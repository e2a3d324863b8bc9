import { findMissingConnection } from '../find-missing-connection.ts';
import { builder } from './builder.ts';
import { toInvalid } from './problem-types.ts';
import { implementReceipt } from './receipt-type.ts';
import { PersonInputType, toPerson } from './record-inputs.ts';
import { PersonType } from './record-refs.ts';
import { defineResult } from './result-union.ts';
import { sequenceInputs, syncOptionInputs, toSyncOptions } from './sync-options.ts';

const SyncPersonSuccessType = implementReceipt('SyncPersonSuccess', {
  description: 'The person is stored and its writing asked for; writing follows by itself.',
  fields: (t) => ({
    person: t.field({
      type: PersonType,
      description: 'The person as it is stored.',
      resolve: ({ receipt }) => receipt.record,
    }),
  }),
});

const SyncPersonInput = builder.inputType('SyncPersonInput', {
  description: 'A person to bring to the CRMs.',
  fields: (t) => ({
    person: t.field({ type: PersonInputType, required: true, description: 'The person.' }),
    ...syncOptionInputs(t),
    ...sequenceInputs(t),
  }),
});

builder.mutationField('syncPerson', (t) =>
  t.field({
    type: defineResult('SyncPerson', SyncPersonSuccessType),
    description: 'Stores a person and asks for it to be written to the CRMs.',
    args: {
      input: t.arg({ type: SyncPersonInput, required: true, description: 'What to bring.' }),
    },
    resolve: async (_root, { input }, context) => {
      const missing = await findMissingConnection(input.connectionIds ?? [], context);
      if (missing) return missing;
      const person = toPerson(input.person);
      const answer = await context.engine.syncPerson(person, toSyncOptions(input));
      return answer.ok
        ? { kind: 'success' as const, receipt: answer.value }
        : toInvalid(answer.problems);
    },
  }),
);
