import type { FieldValue } from '@concord/core/contract';
import type { PlatformObject } from '@concord/core/platform';
import type { InputObjectRef } from '@pothos/core';
import type { ApiTypes, builder } from './builder.ts';
import { commonFields, describeField, typeOfField } from './common-fields.ts';

/** Values of common fields by key; absent ones stay, null ones become empty. */
export type CommonValues = Readonly<Record<string, unknown>>;

/** An input that is written down with its shape, because its fields come from the catalogue. */
export type Input<Shape> = InputObjectRef<ApiTypes, Shape>;

/** What builds the fields of an input. */
export type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

/** The common fields of a kind of record, as inputs. */
export const commonInputs = (t: InputFields, object: PlatformObject) =>
  Object.fromEntries(
    commonFields(object).map((field) => [
      field.key,
      t.field({ type: typeOfField(object, field), description: describeField(object, field) }),
    ]),
  );

/** The common fields that were given, by key. */
export const valuesOf = (
  object: PlatformObject,
  values: CommonValues,
): Record<string, FieldValue> =>
  Object.fromEntries(
    commonFields(object)
      .filter((field) => values[field.key] !== undefined)
      .map((field) => [field.key, values[field.key] as FieldValue]),
  );
