import type {
  FieldNames,
  Fields,
  FieldValue,
  Instant,
  ObjectDescription,
  RemoteId,
  RemoteRecord,
} from '../contract/index.ts';
import type { FieldMapping, PlatformRecord } from '../platform/index.ts';

/** All that the planning of one write looks at. */
export interface WriteFacts {
  readonly record: PlatformRecord;
  /** Of this CRM object, all directions. */
  readonly mappings: readonly FieldMapping[];
  readonly description: ObjectDescription;
  /** Fields that are one value together, as an address. */
  readonly units: readonly FieldNames[];
  /** The CRM field that holds our unique key; `null` where the account lacks it. */
  readonly uniqueKeyField: string | null;
  /** The lookup to the record's company and what it is to hold; `null` where there is none. */
  readonly company: { readonly field: string; readonly crmId: RemoteId | null } | null;
  /**
   * Values in the CRM's own form for fields that no mapped platform value supplies: a lead's
   * company text, how a task looks. Absent where there are none.
   */
  readonly given?: Fields;
  /** Default values of the sync action, by CRM field. */
  readonly defaults: Readonly<Record<string, FieldValue>>;
  /** The CRM record to update; `null` to create one. */
  readonly current: RemoteRecord | null;
  /** Another live CRM record carries our unique key, so this one cannot. */
  readonly uniqueKeyTaken: boolean;
  readonly now: Instant;
}
