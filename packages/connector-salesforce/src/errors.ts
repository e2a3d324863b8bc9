import {
  createSyncError,
  type RefusalReason,
  type SyncError,
  type SyncErrorCode,
} from '@concord/core/contract';
import type { Complaint } from './complaint.ts';
import { existingRecords } from './existing-records.ts';

/** What one of Salesforce's codes means to us. */
interface Row {
  readonly code: SyncErrorCode;
  readonly reason?: RefusalReason;
  readonly retry?: 'later';
  readonly retryAfterMs?: number;
  /** The row holds only for messages with this machine-made word; the first row that holds counts. */
  readonly where?: string;
}

// Salesforce: throttling is 403 with this code and no Retry-After. The daily allocation is a
// rolling 24 hours, so some of it returns within minutes; the other limits count requests of more
// than 20 seconds. developer.salesforce.com "API Request Limits and Allocations", read 2026-11-21
const requestLimits: readonly Row[] = [
  { code: 'rate-limited', retry: 'later', retryAfterMs: 900_000, where: 'TotalRequests' },
  { code: 'rate-limited', retry: 'later', retryAfterMs: 20_000 },
];

// Salesforce: a trigger that failed wraps what it met. Contention passes, and a smaller batch
// passes the limits of Apex. Recorded answers, read 2026-11-21
const triggerFailures: readonly Row[] = [
  { code: 'conflict', reason: 'locked', retry: 'later', where: 'UNABLE_TO_LOCK_ROW' },
  { code: 'forbidden', reason: 'permission', where: 'entity type cannot be' },
  { code: 'invalid', reason: 'validation-rule' },
];

const forbidden: Row = { code: 'forbidden', reason: 'permission' };
const invalid: Row = { code: 'invalid' };
const gone: Row = { code: 'not-found', reason: 'deleted' };
const locked: Row = { code: 'conflict', reason: 'locked', retry: 'later' };
const duplicate: Row = { code: 'duplicate', reason: 'duplicate-rule' };
const later: Row = { code: 'unavailable', retry: 'later' };
const rule: Row = { code: 'invalid', reason: 'validation-rule' };

/**
 * Salesforce's codes in ours. Meanings: developer.salesforce.com "Status Codes and Error
 * Responses" and the SOAP API's "ExceptionCode" and "StatusCode" lists, read 2026-11-21; the HTTP
 * status and form of each as recorded in public exchanges.
 */
const table: Readonly<Record<string, readonly Row[]>> = {
  INVALID_SESSION_ID: [{ code: 'unauthorized' }],
  INVALID_AUTH_HEADER: [{ code: 'unauthorized' }],
  INACTIVE_USER: [{ code: 'unauthorized' }],
  API_DISABLED_FOR_ORG: [forbidden],
  API_CURRENTLY_DISABLED: [forbidden],
  INSUFFICIENT_ACCESS: [forbidden],
  INSUFFICIENT_ACCESS_OR_READONLY: [forbidden],
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: [forbidden],
  INVALID_FIELD_FOR_INSERT_UPDATE: [forbidden],
  // A field that we asked for or wrote is gone or hidden: describe again, and leave it out.
  INVALID_FIELD: [{ code: 'unsupported' }],
  INVALID_TYPE: [forbidden],
  NOT_FOUND: [gone],
  ENTITY_IS_DELETED: [gone],
  INVALID_CROSS_REFERENCE_KEY: [gone],
  DUPLICATE_VALUE: [duplicate],
  DUPLICATES_DETECTED: [duplicate],
  DUPLICATE_EXTERNAL_ID: [duplicate],
  UNABLE_TO_LOCK_ROW: [locked],
  ENTITY_IS_LOCKED: [{ ...locked, retryAfterMs: 3_600_000 }],
  FIELD_CUSTOM_VALIDATION_EXCEPTION: [rule],
  FIELD_FILTER_VALIDATION_EXCEPTION: [rule],
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: triggerFailures,
  APEX_ERROR: triggerFailures,
  REQUIRED_FIELD_MISSING: [{ code: 'invalid', reason: 'required-field' }],
  STRING_TOO_LONG: [{ code: 'invalid', reason: 'too-long' }],
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: [{ code: 'invalid', reason: 'not-a-choice' }],
  FIELD_INTEGRITY_EXCEPTION: [{ code: 'invalid', reason: 'not-a-choice' }],
  INVALID_EMAIL_ADDRESS: [invalid],
  NUMBER_OUTSIDE_VALID_RANGE: [invalid],
  INVALID_TYPE_ON_FIELD_IN_RECORD: [invalid],
  JSON_PARSER_ERROR: [invalid],
  MALFORMED_ID: [invalid],
  MALFORMED_QUERY: [invalid],
  INACTIVE_OWNER_OR_USER: [invalid],
  INVALID_REPLICATION_DATE: [invalid],
  CANNOT_UPDATE_CONVERTED_LEAD: [{ code: 'not-found' }],
  METHOD_NOT_ALLOWED: [{ code: 'unsupported' }],
  UNSUPPORTED_API_VERSION: [{ code: 'unsupported' }],
  REQUEST_LIMIT_EXCEEDED: requestLimits,
  STORAGE_LIMIT_EXCEEDED: [{ ...forbidden, retry: 'later', retryAfterMs: 3_600_000 }],
  TXN_SECURITY_METERING_ERROR: [later],
  QUERY_TIMEOUT: [later],
  INVALID_QUERY_LOCATOR: [later],
  SERVER_UNAVAILABLE: [later],
  UNKNOWN_EXCEPTION: [{ code: 'unavailable', retry: 'later' }],
};

/** What was being done when Salesforce refused. */
export interface Refusal {
  /** As a person reads it: `update Contact 003…`. */
  readonly doing: string;
  /** HTTP status of the answer, or of the part of it that speaks of this record. */
  readonly status: number;
  readonly complaint: Complaint | null;
  /** Whether the request could have changed something. */
  readonly writes: boolean;
}

/** Classifies a refusal: by Salesforce's code, else by HTTP status. */
export const toSyncError = (refusal: Refusal): SyncError => {
  const { doing, status, complaint } = refusal;
  const row = rowOf(complaint) ?? rowOfStatus(status);
  const field = complaint?.fields[0] ?? columnIn(complaint);
  const existing = complaint === null ? [] : existingRecords(complaint);
  return createSyncError(`${doing}: Salesforce refused (${complaint?.code ?? `HTTP ${status}`})`, {
    code: row.code,
    retry: row.retry ?? 'never',
    effect: refusal.writes && status >= 500 ? 'unknown' : 'none',
    ...(row.reason === undefined ? {} : { reason: row.reason }),
    ...(row.retryAfterMs === undefined ? {} : { retryAfterMs: row.retryAfterMs }),
    ...(field === undefined ? {} : { field }),
    ...(existing.length === 0 ? {} : { existing }),
    remote: { status, code: complaint?.code ?? null, message: complaint?.message ?? null },
  });
};

// Salesforce: INVALID_FIELD names its field only in its message. Recorded answers, read 2026-11-21
const columnIn = (complaint: Complaint | null): string | undefined =>
  complaint?.code === 'INVALID_FIELD'
    ? /No such column '(\w+)'/.exec(complaint.message)?.[1]
    : undefined;

const rowOf = (complaint: Complaint | null): Row | undefined =>
  (complaint !== null && Object.hasOwn(table, complaint.code) ? table[complaint.code] : [])?.find(
    ({ where }) => where === undefined || complaint?.message.includes(where),
  );

const rowOfStatus = (status: number): Row => {
  if (status >= 500 || status === 420) return later;
  return statusRows[status] ?? { code: 'unexpected' };
};

const statusRows: Readonly<Record<number, Row>> = {
  400: invalid,
  401: { code: 'unauthorized' },
  403: forbidden,
  404: gone,
  405: { code: 'unsupported' },
  408: later,
  410: { code: 'unsupported' },
  412: { code: 'conflict', retry: 'later' },
  429: { code: 'rate-limited', retry: 'later', retryAfterMs: 20_000 },
};

/** An answer that is not what we know; after a write nobody knows what happened. */
export const malformedAnswer = (doing: string, what: string, writes: boolean): SyncError =>
  createSyncError(`${doing}: ${what}`, {
    code: 'malformed',
    retry: 'never',
    effect: writes ? 'unknown' : 'none',
  });
