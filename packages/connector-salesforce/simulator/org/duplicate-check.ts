import type { Rules } from './rules.ts';

/** How records of one object are compared with a saved one. */
export interface MatchSpec {
  readonly object: string;
  /** The matching rule's name. */
  readonly rule: string;
  readonly engine: 'ExactMatchEngine' | 'FuzzyMatchEngine';
  /** A field of the saved record and one of the other that agree in every match. */
  readonly findBy: readonly [saved: string, other: string];
  /** Each lists fields that must all agree, field of the saved record to field of the other; one list is enough. */
  readonly alternatives: readonly Readonly<Record<string, string>>[];
}

/** A duplicate rule: what happens to a record that is found again. */
export interface DuplicateCheck {
  readonly name: string;
  readonly object: string;
  readonly onCreate: 'alert' | 'block';
  readonly onEdit: 'alert' | 'block' | 'report';
  readonly message: string;
  readonly match: readonly MatchSpec[];
}

/** An administrator's rule: every field of a match must agree exactly, letters of either case. */
export const customCheck = (rule: Rules['duplicates'][number]): DuplicateCheck => ({
  name: rule.name,
  object: rule.object,
  onCreate: rule.action,
  onEdit: rule.onEdit ?? rule.action,
  message: rule.message,
  match: rule.match.map(({ object, fields, rule: name }) => ({
    object,
    rule: name,
    engine: 'ExactMatchEngine',
    findBy: Object.entries(fields)[0] ?? ['Id', 'Id'],
    alternatives: [fields],
  })),
});
