import type { FieldDescription } from '@concord/core/contract';
import type { RemoteField } from './describe-object.ts';

/**
 * On which field a state code depends: one outside its country is refused with the whole record.
 * Other dependent picklists are a matter of forms, which the API does not go by.
 */
export const choiceDependence = (
  { name, controllerName, picklistValues }: RemoteField,
  byName: ReadonlyMap<string, RemoteField>,
): Pick<FieldDescription, 'dependsOn'> => {
  if (!name.endsWith('StateCode') || !controllerName?.endsWith('CountryCode')) return {};
  const countries = byName.get(controllerName)?.picklistValues ?? [];
  const states = picklistValues
    .filter(({ active }) => active)
    .map(({ value, validFor }) => ({ value, bits: Buffer.from(validFor ?? '', 'base64') }));
  const admits = countries.map((country, index) => [
    country.value,
    states.filter(({ bits }) => isSet(bits, index)).map(({ value }) => value),
  ]);
  const admitting = admits.filter(([, admitted]) => admitted?.length !== 0);
  return { dependsOn: { field: controllerName, admits: Object.fromEntries(admitting) } };
};

// Salesforce: `validFor` has a bit for each value of the controlling field, highest bit first.
// developer.salesforce.com "PicklistEntry", read 2026-11-22
const isSet = (bits: Uint8Array, index: number): boolean =>
  ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
