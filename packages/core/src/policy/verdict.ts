/** Why a write does or does not set one CRM field. */
export type Verdict =
  /** The CRM field is empty and takes the platform's value (R-OVERWRITE-2). */
  | 'fill'
  /** A product-specific field, or a value of our own task, that is kept up to date (R-OVERWRITE-3). */
  | 'managed'
  /** No platform value supplies the field, so it takes the default. */
  | 'default'
  /** The CRM field has a value and keeps it. */
  | 'kept'
  /** Another part of the same address has a value, so all of it is kept (R-OVERWRITE-5). */
  | 'unit-kept'
  /** The CRM already holds the value. */
  | 'same'
  /** The platform has no value; an empty value never clears a CRM field (R-OVERWRITE-5). */
  | 'empty'
  /** Our user may not write the field (R-OVERWRITE-6). */
  | 'not-writable'
  /** Our user may not read the field, which is not the same as empty (R-OVERWRITE-5). */
  | 'not-readable'
  /** The platform's value has no form the CRM field accepts. */
  | 'not-convertible'
  /** A person filled the field in the instant of our write, and has the value back (R-OVERWRITE-7). */
  | 'restored'
  /** An undo: the field holds what we wrote, and gets back what it held before. */
  | 'undone'
  /** An undo: somebody has changed the field since, so it stays. */
  | 'changed-since';

/** The decision about one CRM field of one write. */
export interface FieldVerdict {
  readonly crmField: string;
  /** `null` for a field that only has a default, the lookup to the company and what no mapping says. */
  readonly platformField: string | null;
  readonly verdict: Verdict;
}
