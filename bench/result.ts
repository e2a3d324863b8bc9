/** One figure, and the one to reach. */
export interface Result {
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  /** `null` for a figure that only tells. */
  readonly goal: { readonly is: 'at least' | 'at most'; readonly of: number } | null;
  readonly reached: boolean;
}

/** A figure measured against its goal. */
export function toResult(of: Omit<Result, 'reached'>): Result {
  const { goal, figure } = of;
  const reached = goal === null || (goal.is === 'at least' ? figure >= goal.of : figure <= goal.of);
  return { ...of, reached };
}
