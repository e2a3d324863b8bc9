import type { FieldValue, Instant } from '../contract/index.ts';
import { catalogue, type PlatformField, type PlatformRecord } from '../platform/index.ts';

/** What the values of managed fields depend on. */
export interface ManagedFacts {
  readonly record: PlatformRecord;
  readonly now: Instant;
  /** Whether this write creates the CRM record. */
  readonly creating: boolean;
}

/** What the managed fields of a record are to hold in the CRM after a write, by platform field. */
export const managedValues = ({
  record,
  now,
  creating,
}: ManagedFacts): Readonly<Record<string, FieldValue>> => {
  const values: Readonly<Record<string, FieldValue>> = {
    ...record.fields,
    metadata: record.id,
    createdAt: creating ? now : null,
    updatedAt: now,
    firstWrittenAt: now,
  };
  const fields: readonly PlatformField[] = catalogue[record.object];
  const managed = fields.filter((field) => field.managed !== undefined);
  return Object.fromEntries(managed.map(({ key }) => [key, values[key] ?? null]));
};
