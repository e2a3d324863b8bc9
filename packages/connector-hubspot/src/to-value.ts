import { toInstant, type FieldType, type FieldValue } from '@concord/core/contract';

/**
 * The value of a property, which HubSpot tells as text. Text that is not of the property's type is
 * left as it is: a mapping refuses it for the one record, and reading goes on (R-ERR-3).
 */
export const toValue = (text: string | null, type: FieldType): FieldValue => {
  if (text === null || text === '') return null;
  return forms[type]?.(text) ?? text;
};

const forms: Readonly<Partial<Record<FieldType, (text: string) => FieldValue>>> = {
  number: (text) => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : null),
  date: (text) => (day.test(text) ? text.slice(0, 10) : (momentOf(text)?.slice(0, 10) ?? null)),
  instant: (text) => momentOf(text),
};

const day = /^\d{4}-\d\d-\d\d(?:$|T)/;

// HubSpot: a time is ISO text; some are told as milliseconds since 1970. Recorded answers, read
// 2026-11-21
const momentOf = (text: string): string | null => {
  const ms = /^-?\d{1,16}$/.test(text) ? Number(text) : iso.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(new Date(ms).getTime()) ? null : toInstant(ms);
};

const iso = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d|$)/;
