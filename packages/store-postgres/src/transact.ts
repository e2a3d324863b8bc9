import { isConflict } from './conflict.ts';
import type { Db } from './tables.ts';

/** Deadlock, serialization failure, and a rival's row that came between a look and an insert. */
const retryable = new Set(['40P01', '40001', '23505']);
const attemptMax = 5;

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Does what is one transaction by itself, again when another transaction got in its way. */
export const insist = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const mayPass = retryable.has(codeOf(error)) && !isConflict(error);
      if (attempt === attemptMax || !mayPass) throw error;
    }
  }
};

/**
 * Runs `work` in a transaction, again when another transaction got in its way. Work that throws
 * leaves nothing behind.
 */
export const transact = <T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> =>
  insist(() => db.transaction().execute(work));
