import type { InputProblem } from '@concord/core/engine';
import { builder } from './builder.ts';

/** An input that names something that does not exist. */
export interface Missing {
  readonly kind: 'not-found';
  readonly id: string;
  readonly message: string;
  readonly remedy: string;
}

/** An input that cannot be used; nothing was stored. */
export interface Invalid {
  readonly kind: 'invalid';
  readonly problems: readonly InputProblem[];
}

const InputProblemType = builder.objectRef<InputProblem>('InputProblem').implement({
  description: 'What is wrong with one part of an input.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Path of the part: `input.person.email`.' }),
    message: t.exposeString('message', { description: 'What is wrong with it.' }),
    remedy: t.exposeString('remedy', { description: 'What to give instead.' }),
  }),
});

export const InvalidInputType = builder.objectRef<Invalid>('InvalidInput').implement({
  description: 'The input cannot be used; nothing was stored.',
  fields: (t) => ({
    problems: t.field({
      type: [InputProblemType],
      description: 'Every problem, so that all can be mended at once.',
      resolve: ({ problems }) => [...problems],
    }),
  }),
});

export const NotFoundType = builder.objectRef<Missing>('NotFound').implement({
  description: 'The input names something that does not exist; nothing was stored.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The id that leads nowhere.' }),
    message: t.exposeString('message', { description: 'What does not exist.' }),
    remedy: t.exposeString('remedy', { description: 'Where to find ids that do.' }),
  }),
});

/** Problems that the engine found, with paths as the caller wrote them. */
export const toInvalid = (problems: readonly InputProblem[]): Invalid => ({
  kind: 'invalid',
  problems: problems.map((problem) => ({ ...problem, field: toInputPath(problem.field) })),
});

/** Problems that the engine found with arguments that are given by themselves. */
export const toInvalidArguments = (problems: readonly InputProblem[]): Invalid => ({
  kind: 'invalid',
  problems,
});

/** The engine takes a record's values as `fields`; callers give them beside the key. */
const toInputPath = (path: string): string => `input.${path.replace('.fields.', '.')}`;
