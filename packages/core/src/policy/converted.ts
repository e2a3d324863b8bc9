import type { FieldValue } from '../contract/index.ts';

/** Why a value has no form that the other side accepts. */
export type ConversionProblem =
  | 'wrong-type'
  | 'not-a-number'
  | 'not-a-date'
  | 'not-a-country'
  | 'not-a-choice'
  | 'too-long'
  | 'unsupported';

/** A value in the other side's form; `null` when it is empty. */
export type Converted =
  | { readonly ok: true; readonly value: FieldValue }
  | { readonly ok: false; readonly problem: ConversionProblem };

/** A conversion that has a value; `null` is an empty one. */
export const converted = (value: FieldValue): Converted => ({ ok: true, value });

/** A conversion that has no value, and why. */
export const problem = (name: ConversionProblem): Converted => ({ ok: false, problem: name });
