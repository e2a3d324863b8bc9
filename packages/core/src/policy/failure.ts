/** What kind of obstacle a record met, in the words of the errors page (R-ERR-1). */
export type FailureClass =
  | 'permission'
  | 'validation-rule'
  | 'required-field'
  | 'duplicate-rule'
  | 'rate-limit'
  | 'unsupported-mapping'
  | 'invalid-value'
  | 'gone'
  /** The CRM no longer shows a record that we made, and does not prove it removed. */
  | 'hidden'
  /** The CRM's matching lags, and no unique key keeps a second record out. */
  | 'no-unique-key'
  | 'conflict'
  | 'unavailable'
  | 'credentials'
  | 'unexpected';

/** Why a record could not be written, and what a person can do about it. */
export interface Failure {
  readonly class: FailureClass;
  /** The contract's error code. */
  readonly code: string;
  /** The CRM's own words, or ours where it said nothing; may quote a value, so it is never logged. */
  readonly message: string;
  /** The next thing to do, as one sentence. */
  readonly remedy: string;
  /** The CRM field at fault; `null` when the CRM does not say. */
  readonly field: string | null;
}
