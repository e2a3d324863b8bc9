import type { FieldType } from '../contract/index.ts';
import type { PlatformFieldType } from '../platform/index.ts';

const written: Readonly<Record<PlatformFieldType, readonly FieldType[]>> = {
  text: ['text', 'choice'],
  number: ['number', 'text'],
  boolean: ['boolean'],
  date: ['date', 'instant', 'text'],
  instant: ['instant', 'date', 'text'],
  country: ['text', 'choice'],
};

const read: Readonly<Record<PlatformFieldType, readonly FieldType[]>> = {
  text: ['text', 'choice', 'number', 'date', 'instant', 'reference'],
  number: ['number', 'text'],
  boolean: ['boolean'],
  date: ['date', 'instant', 'text'],
  instant: ['instant', 'date', 'text'],
  country: ['text', 'choice'],
};

/** Whether the values of a platform field have a form in a CRM field of this type. */
export const canWrite = (from: PlatformFieldType, to: FieldType): boolean =>
  written[from].includes(to);

/** Whether the values of a CRM field of this type have a form in a platform field. */
export const canRead = (from: FieldType, to: PlatformFieldType): boolean => read[to].includes(from);
