import { companyFields } from './company-fields.ts';
import type { PlatformField } from './field.ts';
import { personFields } from './person-fields.ts';

/** A kind of platform record that mappings speak of. */
export type PlatformObject = 'company' | 'person';

/** Every field of the platform's records, by kind of record. */
export const catalogue: Readonly<Record<PlatformObject, readonly PlatformField[]>> = {
  company: companyFields,
  person: personFields,
};

/** The field with this key; `null` when the platform has none. */
export const findPlatformField = (object: PlatformObject, key: string): PlatformField | null =>
  catalogue[object].find((field) => field.key === key) ?? null;

/** A field's label as people read it: `Unify Metadata` for the managed field `metadata`. */
export const labelOf = (field: PlatformField, brandPrefix: string): string =>
  field.managed === undefined ? field.label : `${brandPrefix} ${field.label}`;
