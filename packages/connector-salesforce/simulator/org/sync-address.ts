import type { Field, PicklistValue } from '../schema/field.ts';
import type { SimObject } from '../schema/schema.ts';
import type { Value } from '../store/table.ts';
import type { Values } from './change-row.ts';
import { refuse } from './record-error.ts';

interface Part {
  readonly text: number;
  readonly code: number;
  readonly textField: Field;
  readonly codeField: Field;
}

interface Draft {
  readonly isNew: boolean;
  readonly values: Values;
  readonly current: (field: number) => Value;
}

type Place = 'State' | 'Country';

const partOf = (object: SimObject, prefix: string, place: Place): Part | null => {
  const text = object.indexOf(`${prefix}${place}`) ?? -1;
  const code = object.indexOf(`${prefix}${place}Code`) ?? -1;
  const [textField, codeField] = [object.fields[text], object.fields[code]];
  return textField && codeField ? { text, code, textField, codeField } : null;
};

const same = (left: string, right: Value): boolean =>
  typeof right === 'string' && left.toLowerCase() === right.toLowerCase();

const refusePlace = (place: Place, field: Field): never =>
  refuse(
    'FIELD_INTEGRITY_EXCEPTION',
    place === 'State'
      ? `There's a problem with this state, even though it may appear correct. Please select a state from the list of valid states.: ${field.label}`
      : `There's a problem with this country, even though it may appear correct. Please select a country/territory from the list of valid countries.: ${field.label}`,
    { fields: [field.name] },
  );

const put = (draft: Draft, part: Part, value: PicklistValue | null): void => {
  draft.values.set(part.code, value?.value ?? null);
  draft.values.set(part.text, value?.label ?? null);
};

/** Brings text and code of one place together; returns whether either was given. */
const syncPlace = (
  draft: Draft,
  [place, part]: readonly [Place, Part],
  allowed: readonly PicklistValue[],
): void => {
  const { values } = draft;
  const [code, label] = [values.get(part.code), values.get(part.text)];
  if (code === undefined && label === undefined) return;
  const byCode = typeof code === 'string' ? allowed.find(({ value }) => same(value, code)) : null;
  const byLabel =
    typeof label === 'string'
      ? allowed.find((one) => same(one.label, label) || same(one.value, label))
      : null;
  if (byCode === undefined) return refusePlace(place, part.codeField);
  // Salesforce: on create the code wins over the text; on update a disagreement is an error.
  if (byCode && (draft.isNew || label === undefined || byLabel === byCode)) {
    return put(draft, part, byCode);
  }
  if (byCode || byLabel === undefined) return refusePlace(place, part.textField);
  if (code === null && byLabel && !draft.isNew) return refusePlace(place, part.textField);
  return put(draft, part, byLabel);
};

const settled = (draft: Draft, field: number): Value =>
  draft.values.has(field) ? (draft.values.get(field) ?? null) : draft.current(field);

const refuseWithoutCountry = (field: Field): never =>
  refuse(
    'FIELD_INTEGRITY_EXCEPTION',
    `A country/territory must be specified before specifying a state value for field: ${field.label}`,
    { fields: [field.name] },
  );

const syncAddress = (object: SimObject, prefix: string, draft: Draft): void => {
  const country = partOf(object, prefix, 'Country');
  const state = partOf(object, prefix, 'State');
  if (!country || !state) return;
  const wasCountryGiven = draft.values.has(country.code) || draft.values.has(country.text);
  syncPlace(draft, ['Country', country], country.codeField.picklist);
  const countryCode = settled(draft, country.code);
  const wasStateGiven =
    (draft.values.get(state.code) ?? null) !== null ||
    (draft.values.get(state.text) ?? null) !== null;
  if (countryCode === null && wasStateGiven) return refuseWithoutCountry(state.textField);
  // Salesforce: clearing the country clears the state.
  if (countryCode === null && wasCountryGiven) return put(draft, state, null);
  const allowed = state.codeField.picklist.filter(({ validFor }) =>
    validFor?.includes(String(countryCode)),
  );
  syncPlace(draft, ['State', state], allowed);
  const stateCode = settled(draft, state.code);
  const isKnown = stateCode === null || allowed.some(({ value }) => value === stateCode);
  if (!isKnown) refusePlace('State', state.textField);
};

/** Keeps state and country codes and their texts in step, as orgs with state and country picklists do. */
export const syncAddresses = (object: SimObject, draft: Draft): void => {
  for (const compound of object.addressParts.keys()) {
    syncAddress(object, compound.replace(/Address$/u, ''), draft);
  }
};
