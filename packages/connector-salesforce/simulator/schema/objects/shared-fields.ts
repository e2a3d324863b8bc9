import type { Field, ObjectDefinition } from '../field.ts';
import { day, makeField, moment, picklist, readOnly, text } from '../make-field.ts';

/** Industries that stock picklists offer. */
export const industries =
  'Agriculture,Apparel,Banking,Biotechnology,Chemicals,Communications,Construction,Consulting,Education,Electronics,Energy,Engineering,Entertainment,Environmental,Finance,Food & Beverage,Government,Healthcare,Hospitality,Insurance,Machinery,Manufacturing,Media,Not For Profit,Recreation,Retail,Shipping,Technology,Telecommunications,Transportation,Utilities,Other'.split(
    ',',
  );
/** Where a person or company came from. */
export const leadSources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];
/** How promising a record is. */
export const ratings = ['Hot', 'Warm', 'Cold'];

/** When a record was last used; null for never through the API. */
export const views: readonly Field[] = [
  day(['LastActivityDate', 'Last Activity'], readOnly),
  moment(['LastViewedDate', 'Last Viewed Date'], readOnly),
  moment(['LastReferencedDate', 'Last Referenced Date'], readOnly),
];

/** The picture beside a record. */
export const photo = makeField(['PhotoUrl', 'Photo URL'], 'url', { ...readOnly, length: 255 });
/** The email of a person. */
export const email = makeField(['Email', 'Email'], 'email', { length: 80, idLookup: true });

/** A person's names, and the full name made of them. */
export const personNames = (label: string): readonly Field[] => [
  text(['LastName', 'Last Name'], 80, { nillable: false, compoundFieldName: 'Name' }),
  text(['FirstName', 'First Name'], 40, { compoundFieldName: 'Name' }),
  picklist(['Salutation', 'Salutation'], ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.'], {
    length: 40,
    compoundFieldName: 'Name',
  }),
  text(['Name', label], 121, { ...readOnly, nillable: false, nameField: true }),
];

/** An object that is not custom, with everything allowed unless `rest` says otherwise. */
export const objectOf = (
  [name, labelPlural, keyPrefix]: readonly [string, string, string],
  fields: readonly Field[],
  rest: Partial<ObjectDefinition> = {},
): ObjectDefinition => ({
  name,
  label: name,
  labelPlural,
  keyPrefix,
  custom: false,
  fields,
  createable: true,
  updateable: true,
  deletable: true,
  mergeable: false,
  replicateable: true,
  ...rest,
});
