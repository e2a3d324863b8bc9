import type { ObjectRef } from '@pothos/core';
import { type ApiTypes, builder } from './builder.ts';
import { InvalidInputType, type Invalid, type Missing, NotFoundType } from './problem-types.ts';

/** What went well, told apart from what did not. */
export interface Success {
  readonly kind: 'success';
}

/** `XResult`: the success of a mutation, or why it was refused. */
export const defineResult = <Shape extends Success>(
  name: string,
  success: ObjectRef<ApiTypes, Shape>,
) =>
  builder.unionType(`${name}Result`, {
    description: `What became of ${name}: its success, or why it was refused.`,
    types: [success, InvalidInputType, NotFoundType],
    resolveType: (result: Shape | Invalid | Missing) =>
      result.kind === 'success'
        ? success
        : result.kind === 'invalid'
          ? InvalidInputType
          : NotFoundType,
  });
