import type { RefusalReason, SyncError, SyncErrorCode } from '../contract/index.ts';
import type { Failure, FailureClass } from './failure.ts';

type Advice = readonly [FailureClass, (field: string) => string];

const byCode: Readonly<Record<SyncErrorCode, Advice>> = {
  unauthorized: ['credentials', () => 'Reconnect the CRM account; waiting work then goes on.'],
  forbidden: [
    'permission',
    (field) => `Grant the connected CRM user the right to edit ${field}, then retry.`,
  ],
  'not-found': ['gone', () => 'Nothing: the record is gone in the CRM and is matched anew.'],
  duplicate: [
    'duplicate-rule',
    () => 'Merge the duplicates in the CRM, or let its duplicate rule admit the connected user.',
  ],
  conflict: ['conflict', () => 'Nothing: the record changed meanwhile and is planned anew.'],
  invalid: [
    'invalid-value',
    (field) => `Correct the value or the mapping of ${field}, then retry.`,
  ],
  'rate-limited': ['rate-limit', () => 'Nothing: work goes on once the CRM admits calls again.'],
  unavailable: ['unavailable', () => 'Nothing: it is tried again by itself.'],
  unsupported: [
    'unsupported-mapping',
    (field) => `Map a field that the CRM can write in place of ${field}, then retry.`,
  ],
  malformed: [
    'unexpected',
    () => 'Check that the connector supports the API version of this CRM account, then retry.',
  ],
  cancelled: ['unavailable', () => 'Nothing: it was interrupted and is tried again by itself.'],
  unexpected: ['unexpected', () => 'Report it with the message; then retry.'],
};

const byReason: Readonly<Record<RefusalReason, Advice>> = {
  'validation-rule': [
    'validation-rule',
    (field) => `Satisfy the CRM's validation rule on ${field}, or exempt the connected user.`,
  ],
  'required-field': [
    'required-field',
    (field) => `Map ${field} for writing or give it a default value, then retry.`,
  ],
  'duplicate-rule': byCode.duplicate,
  'too-long': ['invalid-value', (field) => `Shorten the value of ${field}, then retry.`],
  'not-a-choice': [
    'invalid-value',
    (field) => `Add the value to the choices of ${field} in the CRM, or change it, then retry.`,
  ],
  locked: ['conflict', () => 'Nothing: the record is in use in the CRM and is tried again.'],
  deleted: byCode['not-found'],
  permission: byCode.forbidden,
};

/** A CRM's refusal in the words of the errors page (R-ERR-1); `label` names the field for people. */
export const toFailure = (error: SyncError, label?: string): Failure => {
  const [failureClass, remedy] =
    error.reason === undefined ? byCode[error.code] : byReason[error.reason];
  const field = error.field ?? null;
  const name = label ?? field;
  return {
    class: failureClass,
    code: error.code,
    message: error.remote?.message ?? error.message,
    remedy: remedy(name === null ? 'the field the message names' : `"${name}"`),
    field,
  };
};
