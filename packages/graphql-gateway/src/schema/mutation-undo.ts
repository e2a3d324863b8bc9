import { type NotUndone, type UndoInput, undoMax, type UndoReceipt } from '@concord/core/engine';
import type { PageQuery } from '@concord/core/ports';
import { builder } from './builder.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { OutcomeType } from './outcome-type.ts';
import { checkCount } from './page.ts';
import { toInvalid } from './problem-types.ts';
import { defineResult, type Success } from './result-union.ts';
import { workCosts } from './work-costs.ts';

type UndoSuccess = Success & UndoReceipt;

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
    next: t.string({
      nullable: true,
      description:
        'Pass it as `after` to go on with the run; null when all that was asked for is dealt with.',
      resolve: ({ next }) => (next === null ? null : encodeCursor('undo', next)),
    }),
  }),
});

const UndoInputType = builder.inputType('UndoInput', {
  description: 'What is to be undone: single outcomes, or all that one run wrote.',
  isOneOf: true,
  fields: (t) => ({
    runId: t.id({ description: 'Id of a run.' }),
    outcomeIds: t.idList({ description: `Ids of outcomes, ${undoMax} at most.` }),
  }),
});

const toInput = (input: {
  readonly runId?: string | null;
  readonly outcomeIds?: readonly string[] | null;
}): UndoInput =>
  input.runId == null ? { outcomeIds: input.outcomeIds ?? [] } : { runId: input.runId };

/** The part of a run that is asked for; `undefined` where it is to be all. */
const toPage = (
  first: number | null | undefined,
  after: string | null | undefined,
): PageQuery | undefined => {
  if (first == null && after == null) return undefined;
  const count = checkCount(first ?? undoMax, undoMax);
  return { first: count, after: after == null ? null : decodeCursor('undo', after) };
};

builder.mutationField('undo', (t) =>
  t.field({
    type: defineResult('Undo', UndoSuccessType),
    description:
      'Undoes what was written: a field gets back what it held if it still holds what we wrote, and a record we created is removed if nobody touched it.',
    // A size out of range is refused later.
    complexity: ({ input: { outcomeIds }, first }) =>
      workCosts.record * Math.min(Math.max(outcomeIds?.length ?? first ?? undoMax, 1), undoMax),
    args: {
      input: t.arg({ type: UndoInputType, required: true, description: 'What to undo.' }),
      first: t.arg.int({
        description: `Of a run, how many outcomes to deal with, newest first: 1 to ${undoMax}. Without it the whole run, which is refused if it wrote more.`,
      }),
      after: t.arg.string({
        description: 'Of a run, where to go on: `next` of the answer before.',
      }),
    },
    resolve: async (_root, { input, first, after }, { engine }) => {
      const answer = await engine.undo(toInput(input), toPage(first, after));
      return answer.ok ? { kind: 'success' as const, ...answer.value } : toInvalid(answer.problems);
    },
  }),
);
