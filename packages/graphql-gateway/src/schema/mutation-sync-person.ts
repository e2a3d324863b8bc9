import type { SyncReceipt } from '@concord/core/engine';
import { findMissingConnection } from '../find-missing-connection.ts';
import { builder } from './builder.ts';
import { toInvalid } from './problem-types.ts';
import { PersonInputType, toPerson } from './record-inputs.ts';
import { PersonType } from './record-refs.ts';
import { defineResult, type Success } from './result-union.ts';
import { syncOptionInputs, toSyncOptions } from './sync-options.ts';

interface SyncPersonSuccess extends Success {
  readonly receipt: SyncReceipt;
}

const SyncPersonSuccessType = builder.objectRef<SyncPersonSuccess>('SyncPersonSuccess').implement({
  description: 'The person is stored and its writing asked for; writing follows by itself.',
  fields: (t) => ({
    person: t.field({
      type: PersonType,
      description: 'The person as it is stored.',
      resolve: ({ receipt }) => receipt.record,
    }),
    outcomeIds: t.idList({
      description: 'Ids under which the outcomes will be found, one for each connection.',
      resolve: ({ receipt }) => [...receipt.requestIds],
    }),
  }),
});

const SyncPersonInput = builder.inputType('SyncPersonInput', {
  description: 'A person to bring to the CRMs.',
  fields: (t) => ({
    person: t.field({ type: PersonInputType, required: true, description: 'The person.' }),
    ...syncOptionInputs(t),
    sequence: t.string({ description: 'Name of the Sequence that asks for it.' }),
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
