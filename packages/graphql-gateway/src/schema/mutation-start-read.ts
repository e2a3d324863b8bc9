import type { Run } from '@concord/core/ports';
import { findMissingConnection } from '../find-missing-connection.ts';
import { builder } from './builder.ts';
import { toInvalid } from './problem-types.ts';
import { defineResult, type Success } from './result-union.ts';
import { RunType } from './run-type.ts';
import { workCosts } from './work-costs.ts';

interface StartReadSuccess extends Success {
  readonly run: Run;
}

const StartReadSuccessType = builder.objectRef<StartReadSuccess>('StartReadSuccess').implement({
  description: 'A read is queued; it begins by itself.',
  fields: (t) => ({
    run: t.expose('run', {
      type: RunType,
      description: 'The queued run; one that was queued already is returned again.',
    }),
  }),
});

const StartReadInput = builder.inputType('StartReadInput', {
  description: 'What to read now, without waiting for the schedule.',
  fields: (t) => ({
    connectionId: t.id({ required: true, description: 'Id of the connection.' }),
    objects: t.stringList({ description: 'CRM objects by their own names; all when left out.' }),
  }),
});

builder.mutationField('startRead', (t) =>
  t.field({
    type: defineResult('StartRead', StartReadSuccessType),
    description: 'Queues a read of what changed in the CRM; `runProgress` follows it.',
    complexity: workCosts.allRecords,
    args: { input: t.arg({ type: StartReadInput, required: true, description: 'What to read.' }) },
    resolve: async (_root, { input }, context) => {
      const missing = await findMissingConnection([input.connectionId], context);
      if (missing) return missing;
      const answer = await context.engine.startRead(input.connectionId, input.objects ?? undefined);
      return answer.ok
        ? { kind: 'success' as const, run: answer.value }
        : toInvalid(answer.problems);
    },
  }),
);
