import type { Connector, ObjectDescription, RemoteObject } from '@concord/core/contract';
import {
  findPlatformField,
  labelOf,
  type Connection,
  type PlatformField,
} from '@concord/core/platform';

/** A field or a permission that the account lacks, and how to come by it. */
export interface Lack {
  readonly message: string;
  readonly remedy: string;
}

const typeNames: Readonly<Record<PlatformField['type'], string>> = {
  text: 'Text(255)',
  number: 'Number',
  boolean: 'Checkbox',
  date: 'Date',
  instant: 'Date/Time',
  country: 'Text(255)',
};

const typeOf = (field: PlatformField): string =>
  field.choices === undefined ? typeNames[field.type] : `Picklist (${field.choices.join(', ')})`;

const howToCreate = (field: PlatformField, remote: RemoteObject, label: string): string => {
  const isKey = field.key === 'metadata';
  const extra = isKey && remote.write !== undefined ? ', External ID and Unique' : '';
  return `create the custom field "${label}", ${typeOf(field)}${extra}, and let our user edit it`;
};

/** Custom product fields that the account has not, or does not show to our user. */
export const missingFields = (
  connection: Connection,
  named: { readonly name: string; readonly remote: RemoteObject },
): Lack[] => {
  const { name, remote } = named;
  if (remote.represents !== 'company' && remote.represents !== 'person') return [];
  const object = remote.represents;
  const known = connection.schema[name]?.fields.map((field) => field.name) ?? [];
  return Object.entries(remote.defaultMapping).flatMap(([key, crmField]) => {
    const field = findPlatformField(object, key);
    if (field?.managed === undefined || known.includes(crmField)) return [];
    const label = labelOf(field, connection.settings.brandPrefix);
    return [
      { message: `${name}.${crmField} is missing`, remedy: howToCreate(field, remote, label) },
    ];
  });
};

const needed = (remote: RemoteObject): (keyof ObjectDescription['allows'])[] => [
  ...(remote.read === undefined ? [] : (['read'] as const)),
  ...(remote.write === undefined ? [] : (['create', 'update'] as const)),
];

/** Permissions on objects that our user lacks (R-ERR-5). */
export const missingPermissions = (connection: Connection, connector: Connector): Lack[] =>
  Object.entries(connector.objects).flatMap(([name, remote]) => {
    const description = connection.schema[name];
    if (description === undefined) {
      return [{ message: `${name} is not visible`, remedy: `grant our user access to ${name}` }];
    }
    return needed(remote)
      .filter((operation) => !description.allows[operation])
      .map((operation) => ({
        message: `our user may not ${operation} ${name}`,
        remedy: `grant it "${operation === 'update' ? 'Edit' : operation}" on ${name}`,
      }));
  });
