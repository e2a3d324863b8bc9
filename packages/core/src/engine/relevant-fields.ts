import type { FieldNames, Lookup, RemoteObject } from '../contract/index.ts';
import type { FieldMapping } from '../platform/index.ts';
import type { ObjectWork } from './connection-work.ts';

/**
 * The fields that hold each kind of match key, by the mapping in force (R-COMPANY-1); with one that
 * holds it by nature go the others that do, as further addresses (R-PERSON-1).
 */
export function keyFieldsOf(
  remote: RemoteObject,
  mappings: readonly FieldMapping[],
): RemoteObject['keyFields'] {
  const mapped = (key: 'email' | 'domain', byDefault: FieldNames | undefined) => {
    const fields = mappings.filter((m) => m.platformField === key).map((m) => m.crmField);
    if (fields.length === 0) return byDefault;
    const natural = fields.some((field) => byDefault?.includes(field)) ? (byDefault ?? []) : [];
    return [...new Set([...fields, ...natural])];
  };
  const email = mapped('email', remote.keyFields.email);
  const domain = mapped('domain', remote.keyFields.domain);
  const messageId = remote.keyFields['message-id'];
  return {
    ...(email !== undefined && remote.represents !== 'company' ? { email } : {}),
    ...(domain !== undefined && remote.represents === 'company' ? { domain } : {}),
    ...(messageId === undefined ? {} : { 'message-id': messageId }),
  };
}

/** The unit's parts, and the fields that the CRM derives them from, as a country's code. */
export function partsOf(unit: FieldNames, { description }: ObjectWork): string[] {
  const sources = description.fields.filter(({ name }) => unit.includes(name));
  return [...unit, ...sources.flatMap(({ mapInstead }) => mapInstead ?? [])];
}

/** The fields that name other records. */
const lookupsOf = ({ company, relates }: RemoteObject): Lookup[] => [
  ...(company === null ? [] : [company]),
  ...(relates === undefined ? [] : [relates.from, relates.to]),
];

/** Fields by what they were found from, which most reads have in common. */
const found = new WeakMap<
  ObjectWork['description'],
  {
    readonly remote: RemoteObject;
    readonly mappings: readonly FieldMapping[];
    readonly fields: FieldNames;
  }
>();

/** Mapped fields, match keys and whole address units, as far as our user may read them. */
export function relevantFields(object: ObjectWork, mappings: readonly FieldMapping[]): FieldNames {
  const { remote, description } = object;
  const known = found.get(description);
  if (known?.remote === remote && known.mappings === mappings) return known.fields;
  const fields = findFields(object, mappings);
  found.set(description, { remote, mappings, fields });
  return fields;
}

function findFields(object: ObjectWork, mappings: readonly FieldMapping[]): string[] {
  const { remote, description, name } = object;
  const own = mappings.filter((mapping) => mapping.crmObject === name);
  const wanted = new Set(own.map((mapping) => mapping.crmField));
  for (const fields of Object.values(keyFieldsOf(remote, own))) {
    for (const field of fields) wanted.add(field);
  }
  for (const unit of remote.units) {
    const parts = partsOf(unit, object);
    if (parts.some((part) => wanted.has(part))) for (const part of parts) wanted.add(part);
  }
  for (const field of remote.alwaysRead ?? []) wanted.add(field);
  for (const field of Object.values(remote.companyText ?? {})) wanted.add(field);
  for (const lookup of lookupsOf(remote)) wanted.add(lookup.field);
  if (remote.write !== undefined) wanted.add(remote.write.uniqueKeyField);
  return description.fields.map((field) => field.name).filter((field) => wanted.has(field));
}
