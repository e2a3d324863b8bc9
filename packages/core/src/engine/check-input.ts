import type { FieldValue } from '../contract/index.ts';
import { catalogue, findPlatformField } from '../platform/index.ts';
import type { PlatformField, PlatformObject } from '../platform/index.ts';
import type { InputProblem } from './engine.ts';

/** Managed fields whose values only the engine knows. */
const computed = new Set(['metadata', 'createdAt', 'updatedAt', 'firstWrittenAt']);

const isDate = (value: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));

const isInstant = (value: string) =>
  /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value));

const accepts: Readonly<Record<PlatformField['type'], (value: FieldValue) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && isDate(value),
  instant: (value) => typeof value === 'string' && isInstant(value),
  country: (value) => typeof value === 'string' && /^[A-Z]{2}$/.test(value),
};

const wanted: Readonly<Record<PlatformField['type'], string>> = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date such as 2026-03-24',
  instant: 'an instant such as 2026-03-24T10:00:00Z',
  country: 'a two-letter country code such as DE',
};

function checkValue(field: PlatformField, value: FieldValue): Omit<InputProblem, 'field'> | null {
  if (value === null) return null;
  if (!accepts[field.type](value)) {
    return {
      message: `${field.label} is not ${wanted[field.type]}`,
      remedy: `give ${wanted[field.type]}, or null`,
    };
  }
  if (field.choices !== undefined && !field.choices.includes(String(value))) {
    const choices = field.choices.join(', ');
    return { message: `${field.label} has no such value`, remedy: `give one of ${choices}` };
  }
  return null;
}

function checkField(
  object: PlatformObject,
  key: string,
  value: FieldValue,
): Omit<InputProblem, 'field'> | null {
  const field = findPlatformField(object, key);
  if (field === null) {
    const keys = catalogue[object].map((one) => one.key).join(', ');
    return { message: `a ${object} has no field "${key}"`, remedy: `use one of ${keys}` };
  }
  if (computed.has(key)) {
    return { message: `${field.label} is kept by Concord itself`, remedy: 'leave it out' };
  }
  return checkValue(field, value);
}

/** Names every field that the platform does not have or whose value has another type. */
export const checkFields = (
  object: PlatformObject,
  path: string,
  fields: Readonly<Record<string, FieldValue>>,
): InputProblem[] =>
  Object.entries(fields).flatMap(([key, value]) => {
    const found = checkField(object, key, value);
    return found === null ? [] : [{ field: `${path}.${key}`, ...found }];
  });
