import { isSyncError, type SyncErrorCode } from '@concord/core/contract';
import { isProblem } from './problem.ts';

const remedies: Partial<Record<SyncErrorCode, string>> = {
  unauthorized: 'connect the account again with credentials that are in force',
  forbidden: 'grant the permission to the integration user',
  'rate-limited': 'wait; the account has used up its requests',
  unavailable: 'check the address and that the CRM can be reached, then try again',
  unsupported: 'choose a CRM that has a connector',
};

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error ? String(error.code) : null;

/** An error as one line that says what happened and what to do. */
export const explainError = (error: unknown): string => {
  if (isProblem(error)) return `${error.message}; ${error.remedy}`;
  if (isSyncError(error)) {
    return `${error.message}; ${remedies[error.code] ?? 'run doctor to see what is missing'}`;
  }
  if (codeOf(error) === 'ECONNREFUSED') {
    return 'the database does not answer; start it or correct DATABASE_URL';
  }
  return error instanceof Error ? error.message : String(error);
};
