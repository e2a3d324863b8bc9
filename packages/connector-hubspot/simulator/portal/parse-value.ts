import type { Property } from '../schema/property.ts';
import { toInstant } from '../store/instant.ts';

/** A value as it is stored, or what is wrong with it. */
export type Parsed =
  | { readonly value: string }
  | { readonly error: string; readonly message: string };

const dayMs = 86_400_000;
// HubSpot: a text holds 65,536 characters. developers.hubspot.com, read 2026-11-21
const textMax = 65_536;

const wrong = (error: string, message: string): Parsed => ({ error, message });

/** HubSpot: a time without a zone is UTC (assumed). */
const toTime = (text: string): number => {
  if (/^-?\d+$/u.test(text)) return Number(text);
  if (!/^\d{4}-\d\d-\d\d/u.test(text)) return NaN;
  const hasZone = !text.includes('T') || /(?:z|[+-]\d\d:?\d\d)$/iu.test(text);
  return Date.parse(hasZone ? text : `${text}Z`);
};

const parseNumber = (text: string): Parsed =>
  /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/u.test(text)
    ? { value: text }
    : wrong('INVALID_INTEGER', `${text} was not a valid number.`);

const parseMoment = (text: string): Parsed => {
  const ms = toTime(text);
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15
    ? { value: toInstant(ms) }
    : wrong('INVALID_LONG', `${text} was not a valid long.`);
};

const parseDay = (text: string, normalizes: boolean): Parsed => {
  const ms = toTime(text);
  if (!Number.isFinite(ms) || Math.abs(ms) >= 8.64e15)
    return wrong('INVALID_DATE', `${text} was not a valid date.`);
  if (ms % dayMs !== 0 && !normalizes)
    return wrong('INVALID_DATE', `${text} is at ${toInstant(ms).slice(11, -1)} UTC, not midnight!`);
  return { value: new Date(ms).toISOString().slice(0, 10) };
};

const listOf = (options: readonly string[]): string => `[${options.join(', ')}]`;

const parseOption = (text: string, property: Property): Parsed => {
  if (property.externalOptions) return { value: text };
  const allowed = property.options.map(({ value }) => value);
  const parts = property.isMultiple ? text.split(';').filter((part) => part !== '') : [text];
  const bad = parts.find((part) => !allowed.includes(part));
  if (bad === undefined) return { value: text };
  return wrong('INVALID_OPTION', `${bad} was not one of the allowed options: ${listOf(allowed)}`);
};

const parseFlag = (text: string): Parsed => {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return { value: word };
  return wrong('INVALID_OPTION', `${text} was not one of the allowed options: [true, false]`);
};

const parseText = (text: string): Parsed =>
  text.length <= textMax
    ? { value: text }
    : wrong('PROPERTY_VALUE_TOO_LONG', `The value must have at most ${textMax} characters.`);

/** Reads a value that is not empty; `normalizes` says whether a time of day is cut off a date. */
export const parseValue = (text: string, property: Property, normalizes: boolean): Parsed => {
  switch (property.type) {
    case 'number':
      return parseNumber(text.trim());
    case 'datetime':
      return parseMoment(text.trim());
    case 'date':
      return parseDay(text.trim(), normalizes);
    case 'bool':
      return parseFlag(text.trim());
    case 'enumeration':
      return parseOption(text, property);
    default:
      return parseText(text);
  }
};
