import type { Instant } from '../contract/index.ts';

/** An account's owner is at the CRM's own pages, to let us in; what they come back to. */
export interface PendingAuthorisation {
  /** SHA-256 of the state that goes with them, in hexadecimal. */
  readonly stateHash: string;
  /** Id of the API key, or of whom a token speaks for, that began it. */
  readonly caller: string;
  /** What finishing it takes, its secrets among it: sealed. */
  readonly sealed: string;
  /** From when nobody may finish it. */
  readonly expiresAt: Instant;
}

/** What finishes an authorisation. */
export type AuthorisationClaim = Pick<PendingAuthorisation, 'stateHash' | 'caller'> & {
  readonly now: Instant;
};

/** Authorisations that were begun and not finished. */
export interface AuthorisationStore {
  /** Those that have expired by `now` are forgotten with it. */
  saveAuthorisation(pending: PendingAuthorisation, now: Instant): Promise<void>;
  /**
   * Forgets the authorisation and answers it: to one caller of several, once, and to the one who
   * began it alone; `null` when there is none, or none any more.
   */
  takeAuthorisation(claim: AuthorisationClaim): Promise<PendingAuthorisation | null>;
}
