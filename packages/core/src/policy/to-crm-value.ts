import type { FieldDescription, FieldValue } from '../contract/index.ts';
import type { PlatformField } from '../platform/index.ts';
import { converted, type Converted, problem } from './converted.ts';
import { toBoolean, toDate, toInstantValue, toNumber } from './convert-scalar.ts';
import { countryCodeOf, countryNameOf } from './country.ts';
import { isEmpty } from './is-empty.ts';

/** The CRM's form of a platform value; never cut short, never guessed. */
export const toCrmValue = (
  value: FieldValue,
  from: PlatformField,
  to: FieldDescription,
): Converted => {
  if (to.type === 'unsupported') return problem('unsupported');
  if (isEmpty(value)) return converted(null);
  switch (to.type) {
    case 'number':
      return toNumber(value);
    case 'boolean':
      return toBoolean(value);
    case 'date':
      return toDate(value);
    case 'instant':
      return toInstantValue(value);
    default:
      return from.type === 'country' ? toCountry(value, to) : toText(value, to);
  }
};

const toText = (value: FieldValue, to: FieldDescription): Converted => {
  if (typeof value === 'boolean') return problem('wrong-type');
  const text = String(value).trim();
  const choice = choiceOf(text, to);
  if (choice !== null) return converted(choice);
  if (to.choices !== null && to.restricted) return problem('not-a-choice');
  return to.maxLength !== null && text.length > to.maxLength
    ? problem('too-long')
    : converted(text);
};

const toCountry = (value: FieldValue, to: FieldDescription): Converted => {
  const code = typeof value === 'string' ? countryCodeOf(value) : null;
  if (code === null) return problem('not-a-country');
  const name = countryNameOf(code);
  const choice = choiceOf(code, to) ?? choiceOf(name, to);
  if (choice !== null) return converted(choice);
  return toText(to.maxLength === 2 ? code : name, to);
};

/** The CRM's value for a choice, called by value or label; `null` when it has none of that name. */
const choiceOf = (text: string, { choices, choiceLabels }: FieldDescription): string | null => {
  if (choices === null) return null;
  if (choices.includes(text)) return text;
  const lower = text.toLowerCase();
  const called = (names: readonly string[] | undefined) =>
    names?.findIndex((name) => name.toLowerCase() === lower) ?? -1;
  return choices[called(choices)] ?? choices[called(choiceLabels)] ?? null;
};
