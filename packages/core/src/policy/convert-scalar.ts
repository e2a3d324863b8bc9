import type { FieldValue } from '../contract/index.ts';
import { converted, type Converted, problem } from './converted.ts';

const cleanNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/;
const cleanDate = /^\d{4}-\d{2}-\d{2}$/;
const cleanInstant =
  /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** A number; text only when it is one without separators, units or leading zeros. */
export const toNumber = (value: FieldValue): Converted => {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? converted(value) : problem('not-a-number');
  }
  if (typeof value !== 'string') return problem('wrong-type');
  return cleanNumber.test(value.trim()) ? converted(Number(value)) : problem('not-a-number');
};

/** Only `true` and `false` are booleans: a word for one is not. */
export const toBoolean = (value: FieldValue): Converted =>
  typeof value === 'boolean' ? converted(value) : problem('wrong-type');

/** The day of a date or, in UTC, of an instant. */
export const toDate = (value: FieldValue): Converted => {
  if (typeof value !== 'string') return problem('wrong-type');
  const millis = millisOf(value.trim());
  return millis === null
    ? problem('not-a-date')
    : converted(new Date(millis).toISOString().slice(0, 10));
};

/** An instant, of a date its first in UTC. */
export const toInstantValue = (value: FieldValue): Converted => {
  if (typeof value !== 'string') return problem('wrong-type');
  const millis = millisOf(value.trim());
  return millis === null ? problem('not-a-date') : converted(new Date(millis).toISOString());
};

/** Milliseconds since 1970 of a date or an instant; `null` when the text is neither. */
export const millisOf = (text: string): number | null => {
  if (text.length > 40) return null;
  const day = cleanDate.test(text) ? text : cleanInstant.exec(text)?.[1];
  if (day === undefined || !isCalendarDay(day)) return null;
  const millis = Date.parse(text);
  return Number.isNaN(millis) ? null : millis;
};

const isCalendarDay = (day: string): boolean => {
  const millis = Date.parse(day);
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(day);
};
