/** Kinds of value that a record is found by. */
export type MatchKeyKind = 'email' | 'domain' | 'unique-key' | 'message-id';

/** A normalised value to find records by. */
export interface MatchKey {
  readonly kind: MatchKeyKind;
  /** Normalised by the engine: a lower-case email, a registrable domain in ASCII, `<id@host>`. */
  readonly value: string;
}

/** Prefers the candidate with most or least of a number that the CRM knows. */
export interface SignalRule<Signal extends string = string> {
  readonly prefer: 'most' | 'least';
  readonly of: Signal;
}

/** Prefers the candidate that somebody changed last or first. */
export interface TimeRule {
  readonly prefer: 'latest' | 'earliest';
  readonly of: 'modifiedAt';
}

/** One rule of a tie-break; the engine ends every tie by smallest id. */
export type TieBreakRule<Signal extends string = string> = SignalRule<Signal> | TimeRule;
