import type { PlatformObject } from '../platform/index.ts';

/** What is wrong with a mapping, in words a person can act on (R-MAP-3). */
export interface Finding {
  readonly object: PlatformObject;
  readonly crmObject: string;
  readonly crmField: string;
  readonly platformField: string | null;
  /** An `error` keeps the mapping from being saved or used; a `warning` says writes may fail. */
  readonly severity: 'error' | 'warning';
  readonly code:
    | 'unknown-object'
    | 'unknown-field'
    | 'unknown-platform-field'
    | 'type-mismatch'
    | 'not-writable'
    | 'not-readable'
    | 'unsupported-type'
    | 'map-instead'
    | 'required-not-mapped'
    | 'needs-confirmation'
    | 'mapped-twice'
    | 'not-mappable'
    | 'crm-owned'
    | 'never-read'
    | 'missing-choices'
    | 'invalid-default';
  readonly message: string;
  readonly remedy: string;
}
