/** PostgreSQL's answer to whatever follows a failure in its transaction. */
const isAftermath = (reason: unknown): boolean =>
  reason instanceof Error && 'code' in reason && reason.code === '25P02';

/**
 * Runs parts of one transaction that do not depend on each other: while the database works on one,
 * the next is made ready. Waits for all of them, so that none goes on after a rollback; throws what
 * made them fail.
 */
export const sideBySide = async (parts: readonly Promise<void>[]): Promise<void> => {
  const results = await Promise.allSettled(parts);
  const failed = results.filter((result) => result.status === 'rejected');
  const cause = failed.find(({ reason }) => !isAftermath(reason)) ?? failed[0];
  if (cause !== undefined) throw cause.reason;
};
