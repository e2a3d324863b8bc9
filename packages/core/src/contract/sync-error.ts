/** The closed list of what a CRM's refusal can mean. */
export const syncErrorCodes = [
  'unauthorized',
  'forbidden',
  'not-found',
  'duplicate',
  'conflict',
  'invalid',
  'rate-limited',
  'unavailable',
  'unsupported',
  'malformed',
  'cancelled',
  'unexpected',
] as const;

/** What a refusal means to us; each has one way of being dealt with. */
export type SyncErrorCode = (typeof syncErrorCodes)[number];

/** Why a record was refused, where the CRM's code says more than ours. */
export type RefusalReason =
  | 'validation-rule'
  | 'required-field'
  | 'duplicate-rule'
  | 'too-long'
  | 'not-a-choice'
  | 'locked'
  | 'deleted'
  | 'permission';

/** What the engine acts on when the world refuses. */
export interface SyncErrorDetails {
  readonly code: SyncErrorCode;
  readonly reason?: RefusalReason;
  /** `never`: the same call fails again. `later`: it may pass, once `retryAfterMs` is over. */
  readonly retry: 'never' | 'later';
  /** `unknown`: the CRM may have applied it, so the engine matches again before it retries. */
  readonly effect: 'none' | 'unknown';
  readonly retryAfterMs?: number;
  /** Field the CRM blames, where it says. */
  readonly field?: string;
  /** Ids of the records that a `duplicate` collides with, where the CRM names them. */
  readonly existing?: readonly string[];
  /** Verbatim from the CRM: HTTP status, its own error code and its message for people. */
  readonly remote?: {
    readonly status: number;
    readonly code: string | null;
    readonly message: string | null;
  };
}

/** Act on `code`, `retry` and `effect`; `message` holds no field value and may be logged. */
export interface SyncError extends Error, SyncErrorDetails {}

const marker = Symbol.for('concord.SyncError');

/** The world refused: `message` says what was being done, to which record, and the CRM's code. */
export const createSyncError = (message: string, details: SyncErrorDetails): SyncError =>
  Object.assign(new Error(message), { name: 'SyncError', [marker]: true, ...details });

/** Whether a thrown value is a `SyncError`, also one made by another copy of this package. */
export const isSyncError = (value: unknown): value is SyncError =>
  typeof value === 'object' && value !== null && marker in value;
