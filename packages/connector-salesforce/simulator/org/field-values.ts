import type { Field } from '../schema/field.ts';
import type { Value } from '../store/table.ts';

const daySeconds = 86_400;
const days = new Map<number, string>();
const times: string[] = [];

/** `2026-05-01T` of a day counted from 1970. */
const dayText = (day: number): string => {
  const known = days.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * daySeconds * 1000).toISOString().slice(0, 11);
  days.set(day, text);
  return text;
};

const timeText = (second: number): string =>
  (times[second] ??= `${new Date(second * 1000).toISOString().slice(11, 19)}.000+0000`);

/** `2026-05-01T07:25:37.000+0000`. Salesforce: the milliseconds are always zero (recorded, 2,086 of 2,086). */
export const formatMoment = (seconds: number): string => {
  const day = Math.floor(seconds / daySeconds);
  return dayText(day) + timeText(seconds - day * daySeconds);
};

/** A value as it stands in JSON answers. */
export const toJsonValue = (field: Field, value: Value): Value =>
  field.type === 'datetime' && typeof value === 'number' ? formatMoment(value) : value;

const momentPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/u;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/u;

/** Seconds since 1970 of an ISO date-time with a zone (`Z`, `+00:00`, `+0000`); null if it is none. */
export const parseMoment = (text: string): number | null => {
  if (!momentPattern.test(text)) return null;
  const ms = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2'));
  return Number.isNaN(ms) ? null : Math.floor(ms / 1000);
};

/** The day itself if it exists; null otherwise. */
export const parseDay = (text: string): string | null => {
  if (!dayPattern.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text) ? text : null;
};
