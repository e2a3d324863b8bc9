/** What keeps a guarantee from being the stronger one. */
export type WeaknessReason =
  /** The CRM takes any update, whatever the record has become. */
  | 'unconditional-update'
  /** Our user may not look into the history that would tell what an update replaced. */
  | 'history-hidden'
  /** Updates go to the product's own fields alone, which nothing protects. */
  | 'own-fields-only'
  | 'key-missing'
  | 'key-not-unique'
  | 'key-not-writable'
  /** A match that lags proves no absence: without a unique key nothing is created. */
  | 'nothing-created'
  /** The same, but the operator has it created all the same. */
  | 'risk-accepted';

/** Why one half of a guarantee is not stronger, and what helps. */
export interface Weakness {
  readonly of: 'update' | 'create';
  readonly reason: WeaknessReason;
  /** What is so, and what follows from it, in whole sentences. */
  readonly message: string;
  /** What an operator can do about it; `null` where nobody can. */
  readonly remedy: string | null;
}
