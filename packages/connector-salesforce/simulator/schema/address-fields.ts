import type { Field } from './field.ts';
import { makeField, readOnly, text } from './make-field.ts';
import { countries, stateValues } from './places.ts';

/** The parts of one postal address (`Billing`, `Mailing`, or an empty prefix) and their compound field. */
export const addressFields = (prefix: string): readonly Field[] => {
  const compoundFieldName = `${prefix}Address`;
  const named = (part: string, label: string): readonly [string, string] => [
    `${prefix}${part}`,
    `${prefix} ${label}`.trim(),
  ];
  const part = { compoundFieldName };
  const code = { ...part, length: 10, restricted: true };
  return [
    makeField(named('Street', 'Street'), 'textarea', { ...part, length: 255 }),
    text(named('City', 'City'), 40, part),
    text(named('State', 'State/Province'), 80, part),
    text(named('PostalCode', 'Zip/Postal Code'), 20, part),
    text(named('Country', 'Country'), 80, part),
    makeField(named('StateCode', 'State/Province Code'), 'picklist', {
      ...code,
      picklist: stateValues,
      controllerName: `${prefix}CountryCode`,
    }),
    makeField(named('CountryCode', 'Country Code'), 'picklist', { ...code, picklist: countries }),
    makeField(named('Latitude', 'Latitude'), 'double', { ...part, precision: 18, scale: 15 }),
    makeField(named('Longitude', 'Longitude'), 'double', { ...part, precision: 18, scale: 15 }),
    makeField(named('GeocodeAccuracy', 'Geocode Accuracy'), 'picklist', {
      ...part,
      length: 40,
      restricted: true,
      picklist: [
        'Address',
        'NearAddress',
        'Block',
        'Street',
        'Zip',
        'City',
        'State',
        'Unknown',
      ].map((value) => ({ value, label: value })),
    }),
    makeField(named('Address', 'Address'), 'address', { ...readOnly, sortable: false }),
  ];
};
