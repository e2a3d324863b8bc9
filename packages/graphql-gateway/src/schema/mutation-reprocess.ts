import type { Run } from '@concord/core/ports';
import { findMissingConnection } from '../find-missing-connection.ts';
import { builder } from './builder.ts';
import { PlatformObjectEnum } from './enums.ts';
import { toInvalid } from './problem-types.ts';
import { defineResult, type Success } from './result-union.ts';
import { RunType } from './run-type.ts';
import { workCosts } from './work-costs.ts';

interface ReprocessSuccess extends Success {
  readonly run: Run;
}

const ReprocessSuccessType = builder.objectRef<ReprocessSuccess>('ReprocessSuccess').implement({
  description: 'A reprocess is queued; it begins by itself and lets reads and writes go first.',
  fields: (t) => ({
    run: t.expose('run', {
      type: RunType,
      description: 'The queued run; one that was queued already is returned again.',
    }),
  }),
});

const ReprocessInput = builder.inputType('ReprocessInput', {
  description: 'Which records to plan anew by the mappings in force.',
  fields: (t) => ({
    connectionId: t.id({ required: true, description: 'Id of the connection.' }),
    object: t.field({
      type: PlatformObjectEnum,
      required: true,
      description: 'Companies, people or opportunities; emails and tasks are never rewritten.',
    }),
  }),
});

builder.mutationField('reprocess', (t) =>
  t.field({
    type: defineResult('Reprocess', ReprocessSuccessType),
    description: 'Queues applying the mappings to the records already read, as a change does too.',
    complexity: workCosts.allRecords,
    args: { input: t.arg({ type: ReprocessInput, required: true, description: 'Which records.' }) },
    resolve: async (_root, { input }, context) => {
      const missing = await findMissingConnection([input.connectionId], context);
      if (missing) return missing;
      const answer = await context.engine.reprocess(input.connectionId, input.object);
      return answer.ok
        ? { kind: 'success' as const, run: answer.value }
        : toInvalid(answer.problems);
    },
  }),
);
