import type { FieldDescription, FieldValue } from '../contract/index.ts';
import type { PlatformField } from '../platform/index.ts';
import { converted, type Converted, problem } from './converted.ts';
import { toBoolean, toDate, toInstantValue, toNumber } from './convert-scalar.ts';
import { countryCodeOf } from './country.ts';
import { isEmpty } from './is-empty.ts';

/** The platform's form of a CRM value: a country as its code, a date as ISO text. */
export const toPlatformValue = (
  value: FieldValue,
  from: FieldDescription,
  to: PlatformField,
): Converted => {
  if (from.type === 'unsupported') return problem('unsupported');
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
    case 'country':
      return toCountryCode(value);
    default:
      return toText(value, to);
  }
};

const toCountryCode = (value: FieldValue): Converted => {
  const code = typeof value === 'string' ? countryCodeOf(value) : null;
  return code === null ? problem('not-a-country') : converted(code);
};

const toText = (value: FieldValue, to: PlatformField): Converted => {
  if (typeof value === 'boolean') return problem('wrong-type');
  const text = String(value).trim();
  if (to.choices === undefined) return converted(text);
  const lower = text.toLowerCase();
  const choice = to.choices.find((name) => name.toLowerCase() === lower);
  return choice === undefined ? problem('not-a-choice') : converted(choice);
};
