import type { FieldDescription, ObjectDescription, RemoteObject } from '../contract/index.ts';
import {
  type Direction,
  type FieldMapping,
  findPlatformField,
  type PlatformField,
  type PlatformObject,
} from '../platform/index.ts';
import { checkChoices } from './check-choices.ts';
import { canRead, canWrite } from './convertible.ts';

/** An object of a new connection, as the connector and the account describe it. */
export interface PrepareFacts {
  readonly object: PlatformObject;
  readonly crmObject: string;
  readonly remote: RemoteObject;
  readonly description: ObjectDescription;
}

/** The mappings a new connection begins with, from the account's own schema (R-MAP-2). */
export const prepareMappings = (facts: PrepareFacts): FieldMapping[] => {
  const described = new Map(facts.description.fields.map((field) => [field.name, field]));
  return Object.entries(facts.remote.defaultMapping).flatMap(([key, name]) => {
    const platformField = findPlatformField(facts.object, key);
    const field = betterField(described, name);
    return platformField === null || field === null
      ? []
      : (prepare(facts, { platformField, field }) ?? []);
  });
};

interface Pair {
  readonly platformField: PlatformField;
  readonly field: FieldDescription;
}

/** The mapping of two fields; `null` where it could not be saved. */
const prepare = (facts: PrepareFacts, { platformField, field }: Pair): FieldMapping | null => {
  const flow = flowOf(platformField, field);
  const direction = flow === null ? null : allowed[facts.object](flow);
  if (direction === null) return null;
  const mapping = toMapping(facts, platformField.key, { field, direction });
  return checkChoices(mapping, { field, from: platformField }) === null ? mapping : null;
};

/** The field, or the one the CRM derives it from (R-MAP-5); `null` when the account has none. */
const betterField = (
  described: ReadonlyMap<string, FieldDescription>,
  name: string,
): FieldDescription | null => {
  const field = described.get(name);
  return described.get(field?.mapInstead ?? name) ?? field ?? null;
};

/** The ways that values of each kind of record may go. */
const allowed: Readonly<Record<PlatformObject, (direction: Direction) => Direction | null>> = {
  company: (direction) => direction,
  person: (direction) => direction,
  emailMessage: (direction) => (direction === 'read' ? null : 'write'),
  task: () => null,
  opportunity: (direction) => (direction === 'write' ? null : 'read'),
};

const flowOf = (platformField: PlatformField, field: FieldDescription): Direction | null => {
  const isWritten =
    (field.creatable || field.updatable) && canWrite(platformField.type, field.type);
  if (platformField.managed !== undefined) return isWritten && field.custom ? 'write' : null;
  if (!canRead(field.type, platformField.type)) return null;
  return isWritten ? 'readWrite' : 'read';
};

const toMapping = (
  { object, crmObject }: PrepareFacts,
  platformField: string,
  { field, direction }: { readonly field: FieldDescription; readonly direction: Direction },
): FieldMapping => ({
  object,
  platformField,
  crmObject,
  crmField: field.name,
  direction,
  defaultValue: null,
  confirmed: false,
});
