/** What is known of one permission of our user. */
export interface Permission {
  /** By the name the CRM's admin knows: `View All Records on Contact`. */
  readonly name: string;
  /** `unknown` where the CRM does not let us look. */
  readonly state: 'granted' | 'missing' | 'unknown';
  /** What needs it, as one sentence. */
  readonly neededFor: string;
  /** How to grant it; `null` when it is granted. */
  readonly remedy: string | null;
}
