import type { Instant, RemoteId, TieBreakRule } from '../contract/index.ts';

/** What the rules of a tie-break may weigh of a record. */
export interface TieCandidate {
  readonly id: RemoteId;
  readonly modifiedAt: Instant;
  /** Numbers that the CRM knows, by name; one that is missing counts as 0. */
  readonly signals: Readonly<Record<string, number>>;
}

/** Which candidate is written and read, which are left alone, and what decided. */
export interface TieBreak<C extends TieCandidate> {
  readonly winner: C;
  /** By id. */
  readonly losers: readonly C[];
  /** `only`, `smallest id`, or the rule in words: `latest modifiedAt`, `most contactCount`. */
  readonly decidedBy: string;
}

/** Chooses one of several matching records (R-DUP-3, R-DUP-4), whatever order they come in. */
export const breakTie = <C extends TieCandidate>(
  candidates: readonly C[],
  rules: readonly TieBreakRule[],
): TieBreak<C> | null => {
  const sorted = candidates.toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  const { left, decidedBy } = narrow(sorted, rules);
  const winner = left[0];
  if (winner === undefined) return null;
  return { winner, losers: sorted.filter(({ id }) => id !== winner.id), decidedBy };
};

const narrow = <C extends TieCandidate>(
  candidates: readonly C[],
  rules: readonly TieBreakRule[],
) => {
  if (candidates.length <= 1) return { left: candidates, decidedBy: 'only' };
  let left = candidates;
  for (const rule of rules) {
    left = bestBy(left, rule);
    if (left.length === 1) return { left, decidedBy: `${rule.prefer} ${rule.of}` };
  }
  return { left, decidedBy: 'smallest id' };
};

const bestBy = <C extends TieCandidate>(candidates: readonly C[], rule: TieBreakRule): C[] => {
  const sign = rule.prefer === 'most' || rule.prefer === 'latest' ? 1 : -1;
  const weights = candidates.map((candidate) => sign * weightOf(candidate, rule));
  const best = Math.max(...weights);
  return candidates.filter((_, index) => weights[index] === best);
};

const weightOf = (candidate: TieCandidate, rule: TieBreakRule): number => {
  if (rule.of === 'modifiedAt') return Date.parse(candidate.modifiedAt);
  return Object.hasOwn(candidate.signals, rule.of) ? (candidate.signals[rule.of] ?? 0) : 0;
};
