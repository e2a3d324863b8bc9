/** Rolls a transaction back because a platform record has moved on. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

const tables = new Set(['platform_record', 'platform_key']);

/** Whether a record's id or key exists already (R-DUP-6), as the database says it. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23505' &&
  'table' in error &&
  tables.has(String(error.table));

/** Whether to plan again from what is stored now. */
export const isConflict = (error: unknown): boolean => error instanceof Conflict || isTaken(error);

/** What the work answers; `conflict` instead of the error that rolled it back. */
export const orConflict = async <T>(work: Promise<T>): Promise<T | 'conflict'> => {
  try {
    return await work;
  } catch (error) {
    if (isConflict(error)) return 'conflict';
    throw error;
  }
};
