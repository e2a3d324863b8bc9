const marker = Symbol.for('concord.Problem');

/** What stands in the way of a command, and what its user can do about it. */
export interface Problem extends Error {
  readonly remedy: string;
}

/** An error to show as one line, without a stack. */
export const createProblem = (message: string, remedy: string): Problem =>
  Object.assign(new Error(message), { name: 'Problem', [marker]: true, remedy });

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && marker in value;
