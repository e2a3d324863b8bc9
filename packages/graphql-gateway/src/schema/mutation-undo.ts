import type { NotUndone, UndoInput } from '@concord/core/engine';
import { builder } from './builder.ts';
import { OutcomeType } from './outcome-type.ts';
import { toInvalid } from './problem-types.ts';
import { defineResult, type Success } from './result-union.ts';

interface UndoSuccess extends Success {
  readonly outcomeIds: readonly string[];
  readonly notUndone: readonly NotUndone[];
}

const NotUndoneType = builder.objectRef<NotUndone>('NotUndone').implement({
  description: 'An outcome that there is nothing to undo of.',
  fields: (t) => ({
    outcomeId: t.exposeID('outcomeId', { description: 'Id of the outcome.' }),
    reason: t.exposeString('reason', { description: 'Why.' }),
    undoneBy: t.exposeID('undoneBy', {
      nullable: true,
      description:
        'The outcome that undid it or removed its record, or that will tell of the undo under way; null where none does.',
    }),
  }),
});

/** Outcomes that one answer shows; a run may have had more. */
const shownMax = 100;

const UndoSuccessType = builder.objectRef<UndoSuccess>('UndoSuccess').implement({
  description: 'What can be undone is asked for; it follows by itself.',
  fields: (t) => ({
    count: t.int({
      description: 'How many records it is about.',
      resolve: ({ outcomeIds }) => outcomeIds.length,
    }),
    outcomeIds: t.idList({
      description: 'Ids that the outcomes of the undo will have: they tell what became of it.',
      resolve: ({ outcomeIds }) => [...outcomeIds],
    }),
    outcomes: t.field({
      type: [OutcomeType],
      description: `Those that are there already, ${shownMax} at most.`,
      resolve: ({ outcomeIds }, _args, { store }) =>
        store.getOutcomes(outcomeIds.slice(0, shownMax)),
    }),
    notUndone: t.field({
      type: [NotUndoneType],
      description: 'Outcomes that cannot be undone, each with the reason.',
      resolve: ({ notUndone }) => [...notUndone],
    }),
  }),
});

const UndoInputType = builder.inputType('UndoInput', {
  description: 'What is to be undone: single outcomes, or all that one run wrote.',
  isOneOf: true,
  fields: (t) => ({
    runId: t.id({ description: 'Id of a run.' }),
    outcomeIds: t.idList({ description: 'Ids of outcomes.' }),
  }),
});

const toInput = (input: {
  readonly runId?: string | null;
  readonly outcomeIds?: readonly string[] | null;
}): UndoInput =>
  input.runId == null ? { outcomeIds: input.outcomeIds ?? [] } : { runId: input.runId };

builder.mutationField('undo', (t) =>
  t.field({
    type: defineResult('Undo', UndoSuccessType),
    description:
      'Undoes what was written: a field gets back what it held if it still holds what we wrote, and a record we created is removed if nobody touched it.',
    args: {
      input: t.arg({ type: UndoInputType, required: true, description: 'What to undo.' }),
    },
    resolve: async (_root, { input }, { engine }) => {
      const answer = await engine.undo(toInput(input));
      return answer.ok ? { kind: 'success' as const, ...answer.value } : toInvalid(answer.problems);
    },
  }),
);
