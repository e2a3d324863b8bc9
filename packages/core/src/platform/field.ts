/** The type of a platform field; a `country` is held as its ISO 3166-1 alpha-2 code. */
export type PlatformFieldType = 'text' | 'number' | 'boolean' | 'date' | 'instant' | 'country';

/**
 * When a managed field is written: `always` when its value differs, `once` only while the CRM field
 * is empty, `onCreate` only when we create the record, `onWrite` along with any other change.
 */
export type ManagedTiming = 'always' | 'once' | 'onCreate' | 'onWrite';

/** A field of the platform's records, as the mapping screen shows it. */
export interface PlatformField {
  /** Our name for it, `employeeCount`; for a managed field without the product prefix. */
  readonly key: string;
  /** What people read; a managed field's label is shown behind the product prefix. */
  readonly label: string;
  readonly type: PlatformFieldType;
  /** Set on fields the product owns and keeps up to date in the CRM (R-OVERWRITE-3). */
  readonly managed?: ManagedTiming;
  /** Values the field may hold; absent when any. */
  readonly choices?: readonly string[];
  /** Several words in one text whose set grows, so that no list of choices holds them (R-MAP-7). */
  readonly growing?: true;
}
