import type { FieldDescription, FieldValue } from '../contract/index.ts';
import { millisOf } from './convert-scalar.ts';
import { isEmpty } from './is-empty.ts';

/** Whether a CRM field holding `a` would hold the same after writing `b`, as CRMs tidy values. */
export const sameValue = (a: FieldValue, b: FieldValue, field: FieldDescription): boolean => {
  if (a === b || (isEmpty(a) && isEmpty(b))) return true;
  if (isEmpty(a) || isEmpty(b)) return false;
  return tidy(a, field) === tidy(b, field);
};

const tidy = (value: FieldValue, field: FieldDescription): FieldValue => {
  if (typeof value === 'boolean') return value;
  const text = String(value).trim().replaceAll('\r\n', '\n');
  switch (field.type) {
    case 'number':
      return Number(text);
    case 'date':
      return dayOf(text);
    case 'instant':
      return secondOf(text);
    case 'choice':
      return text.toLowerCase();
    default:
      return tidyText(text, field.remoteType.toLowerCase());
  }
};

const dayOf = (text: string): string => {
  const millis = millisOf(text);
  return millis === null ? text : new Date(millis).toISOString().slice(0, 10);
};

// Some CRMs keep instants to the second, and drop what is finer.
const secondOf = (text: string): string | number => {
  const millis = millisOf(text);
  return millis === null ? text : Math.floor(millis / 1000);
};

const tidyText = (text: string, remoteType: string): string => {
  if (remoteType === 'email') return text.toLowerCase();
  if (remoteType !== 'url') return text;
  const host = /^(?:[a-z][a-z\d+.-]{0,30}:\/\/)?[^/?#]*/i.exec(text)?.[0] ?? '';
  return host.toLowerCase() + text.slice(host.length).replace(/^\/$/, '');
};
