import type { Failure } from '@concord/core/policy';
import type { ObjectRef } from '@pothos/core';
import { type ApiTypes, builder } from './builder.ts';
import { FailureType } from './failure-type.ts';
import { InvalidInputType, type Invalid, type Missing, NotFoundType } from './problem-types.ts';

/** What went well, told apart from what did not. */
export interface Success {
  readonly kind: 'success';
}

/** A CRM that was asked refused, or could not be reached. */
export interface Refusal {
  readonly kind: 'refused';
  readonly failure: Failure;
}

const RefusedType = builder.objectRef<Refusal>('Refused').implement({
  description: 'The CRM refused, or could not be reached; what was done before stays.',
  fields: (t) => ({
    failure: t.field({
      type: FailureType,
      description: 'Why, and what a person can do about it.',
      resolve: ({ failure }) => failure,
    }),
  }),
});

const describe = (name: string) => `What became of ${name}: its success, or why it was refused.`;

/** `XResult`: the success of a mutation, or why it was refused. */
export const defineResult = <Shape extends Success>(
  name: string,
  success: ObjectRef<ApiTypes, Shape>,
) =>
  builder.unionType(`${name}Result`, {
    description: describe(name),
    types: [success, InvalidInputType, NotFoundType],
    resolveType: (result: Shape | Invalid | Missing) =>
      ({ success, invalid: InvalidInputType, 'not-found': NotFoundType })[result.kind],
  });

/** `XResult` of a mutation that asks the CRM before it answers. */
export const defineCrmResult = <Shape extends Success>(
  name: string,
  success: ObjectRef<ApiTypes, Shape>,
) =>
  builder.unionType(`${name}Result`, {
    description: describe(name),
    types: [success, InvalidInputType, NotFoundType, RefusedType],
    resolveType: (result: Shape | Invalid | Missing | Refusal) =>
      ({
        success,
        invalid: InvalidInputType,
        'not-found': NotFoundType,
        refused: RefusedType,
      })[result.kind],
  });
