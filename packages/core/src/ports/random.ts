/** Randomness, so that a run can be repeated. */
export interface Random {
  /** A new id: a version 7 UUID, so that text order is roughly age. */
  readonly id: () => string;
  /** At least 0 and below 1. */
  readonly fraction: () => number;
}
