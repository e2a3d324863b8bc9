/** Rolls a transaction back because a platform record has moved on. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** What the port answers: `conflict` instead of the error that rolled the work back. */
export const orConflict = async (work: Promise<void>): Promise<'applied' | 'conflict'> => {
  try {
    await work;
    return 'applied';
  } catch (error) {
    if (error instanceof Conflict) return 'conflict';
    throw error;
  }
};
