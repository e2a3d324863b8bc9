import {
  createSyncError,
  type RefusalReason,
  type SyncError,
  type SyncErrorCode,
} from '@concord/core/contract';
import type { Complaint } from './complaint.ts';

/** What one of HubSpot's codes means to us. */
interface Row {
  readonly code: SyncErrorCode;
  readonly reason?: RefusalReason;
  readonly retry?: 'later';
  readonly retryAfterMs?: number;
}

const forbidden: Row = { code: 'forbidden', reason: 'permission' };
const invalid: Row = { code: 'invalid' };
const rule: Row = { code: 'invalid', reason: 'validation-rule' };
const required: Row = { code: 'invalid', reason: 'required-field' };
const gone: Row = { code: 'not-found', reason: 'deleted' };
const duplicate: Row = { code: 'duplicate', reason: 'duplicate-rule' };
const unauthorized: Row = { code: 'unauthorized' };
const unsupported: Row = { code: 'unsupported' };
const later: Row = { code: 'unavailable', retry: 'later' };
const paced: Row = { code: 'rate-limited', retry: 'later' };
const spentDay: Row = { ...paced, retryAfterMs: 900_000 };

/**
 * HubSpot's codes in ours: of a property, of a rate policy, sub-categories and categories. From
 * recorded answers of 2020 to 2026 unless a row says otherwise, read 2026-11-21.
 */
const table: Readonly<Record<string, Row>> = {
  EXPIRED_AUTHENTICATION: unauthorized,
  INVALID_AUTHENTICATION: unauthorized,
  MISSING_SCOPES: forbidden,
  FORBIDDEN: forbidden,
  // The property may not be set by anybody's request: describe again, and leave it out.
  READ_ONLY_VALUE: forbidden,
  // A property that we asked for or wrote is gone: describe again, and leave it out.
  PROPERTY_DOESNT_EXIST: unsupported,
  INVALID_OPTION: { code: 'invalid', reason: 'not-a-choice' },
  INVALID_EMAIL: invalid,
  INVALID_INTEGER: invalid,
  INVALID_LONG: invalid,
  INVALID_DATE: invalid,
  // A rule that an administrator has set for the property.
  INVALID_ALPHA: rule,
  // The address belongs to somebody who was forgotten for privacy reasons.
  GDPR_BLOCKLISTED: rule,
  // Paths of 2026-09. developers.hubspot.com changelog, "CRM API write validation enforcement".
  MISSING_REQUIRED_PROPERTY: required,
  MISSING_CONDITIONAL_REQUIRED_PROPERTY: required,
  CONFLICTING_UNIQUE_VALUE: duplicate,
  CONFLICT: duplicate,
  OBJECT_ALREADY_EXISTS: duplicate,
  OBJECT_NOT_FOUND: gone,
  'crm.associations.INVALID_IDENTIFIER': gone,
  TEN_SECONDLY_ROLLING: { ...paced, retryAfterMs: 10_000 },
  SECONDLY: { ...paced, retryAfterMs: 1000 },
  // The day ends at midnight of the account's time zone, which the answer does not tell.
  DAILY: spentDay,
  RATE_LIMIT: { ...paced, retryAfterMs: 10_000 },
  RATE_LIMITS: { ...paced, retryAfterMs: 10_000 },
  // A record that a new one is to be associated with is gone.
  INVALID_OBJECT_IDS: gone,
  VALIDATION_ERROR: invalid,
};

interface Worded extends Row {
  readonly where: string;
}

/** What nothing but the machine-made words of a validation tells apart. */
const worded: readonly Worded[] = [
  { ...required, where: 'required properties were not set' },
  // Of a token that acts for a person. developers.hubspot.com changelog, as above.
  { ...forbidden, where: "Missing 'Edit Associations' permission" },
];

// HubSpot: statuses that speak for themselves, whatever the body. 423 asks to wait for two seconds
// at least, 477 says for how long an account moves; both may come when the work was done. 530 is
// how the way to HubSpot answers a malformed token. developers.hubspot.com, read 2026-11-21
const decisive: Readonly<Record<number, Row>> = {
  401: unauthorized,
  423: { ...later, retryAfterMs: 2000 },
  477: { ...later, retryAfterMs: 60_000 },
  530: unauthorized,
};

const statusRows: Readonly<Record<number, Row>> = {
  400: invalid,
  403: forbidden,
  404: gone,
  405: unsupported,
  408: later,
  409: duplicate,
  410: unsupported,
  414: unsupported,
  429: { ...paced, retryAfterMs: 10_000 },
};

/** What was being done when HubSpot refused. */
export interface Refusal {
  /** As a person reads it: `update contacts`. */
  readonly doing: string;
  /** HTTP status of the answer: 207 for a part of it. */
  readonly status: number;
  readonly complaint: Complaint | null;
  /** Whether the request could have changed something. */
  readonly writes: boolean;
  /** The header of that name; absent or `null` when there is none. */
  readonly retryAfter?: string | null;
  /** Until the account's midnight; absent or `null` while that is not known. */
  readonly dayEndsInMs?: number | null;
}

/** Classifies a refusal: by a status that decides, else by HubSpot's code, else by status. */
export const toSyncError = (refusal: Refusal): SyncError => {
  const { doing, status, complaint } = refusal;
  const row = rowOf(refusal);
  const retryAfterMs = toMs(refusal.retryAfter) ?? waitOf(row, refusal);
  const field = complaint?.fields[0];
  const existing = complaint?.existing ?? [];
  return createSyncError(`${doing}: HubSpot refused (${nameOf(refusal)})`, {
    code: row.code,
    retry: row.retry ?? 'never',
    effect: refusal.writes && isOpen(status) ? 'unknown' : 'none',
    ...(row.reason === undefined ? {} : { reason: row.reason }),
    ...(row.retry === undefined || retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(field === undefined ? {} : { field }),
    ...(existing.length === 0 ? {} : { existing }),
    remote: { status, code: complaint?.codes[0] ?? null, message: complaint?.message ?? null },
  });
};

const waitOf = (row: Row, { dayEndsInMs }: Refusal): number | undefined =>
  (row === spentDay ? dayEndsInMs : null) ?? row.retryAfterMs;

const rowOf = ({ status, complaint }: Refusal): Row => {
  const certain = decisive[status] ?? (status >= 500 ? later : undefined);
  if (certain !== undefined) return certain;
  // HubSpot: an address that does not exist is answered with a page. Recorded answers, 2026
  if (status === 404 && complaint === null) return unsupported;
  // HubSpot: a change to another contact's address is refused with 409, or with 400 as a validation
  // error; either names the other one. Reports, read 2026-11-21
  if (complaint !== null && complaint.existing.length > 0) return duplicate;
  return rowOfComplaint(complaint) ?? statusRows[status] ?? { code: 'unexpected' };
};

const rowOfComplaint = (complaint: Complaint | null): Row | undefined => {
  const known = complaint?.codes.find((code) => Object.hasOwn(table, code));
  if (known === undefined) return undefined;
  const isWorded = ({ where }: Worded): boolean => complaint?.message.includes(where) === true;
  return (known === 'VALIDATION_ERROR' ? worded.find(isWorded) : undefined) ?? table[known];
};

/** Statuses after which a write may have happened. */
const isOpen = (status: number): boolean =>
  status === 423 || status === 477 || status === 408 || (status >= 500 && status !== 530);

/** HubSpot's code; of missing scopes their names, which no customer has chosen. */
const nameOf = ({ status, complaint }: Refusal): string => {
  const code = complaint?.codes[0] ?? `HTTP ${status}`;
  const scopes = complaint?.scopes ?? [];
  return scopes.length === 0 ? code : `${code}: ${scopes.join(', ')}`;
};

const toMs = (retryAfter: string | null | undefined): number | undefined => {
  const seconds = Number(retryAfter ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
};

/** An answer that is not what we know; after a write nobody knows what happened. */
export const malformedAnswer = (doing: string, what: string, writes: boolean): SyncError =>
  createSyncError(`${doing}: ${what}`, {
    code: 'malformed',
    retry: 'never',
    effect: writes ? 'unknown' : 'none',
  });
