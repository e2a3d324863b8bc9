/** How a CRM calls what the invariants speak of; objects and fields by their own names. */
export interface CrmFacts {
  readonly company: string;
  /** Objects that stand for people, and of which several may be found for one. */
  readonly people: readonly string[];
  readonly task: string;
  readonly email: string;
  /** Objects of which the mirror holds every record. */
  readonly mirrored: readonly string[];
  /**
   * Fields of them that the mirror holds in other words, or that change without a trace in what is
   * read: they are asked for once a day.
   */
  readonly unlike: readonly string[];
  /** Whether a read tells of removed records; else they are asked for once a day. */
  readonly readsRemovals: boolean;
  /** Whether companies are created without a unique key. */
  readonly createsWithoutKey: boolean;
  /** By which field a record of an object is known to be of one platform record. */
  readonly keyFields: Readonly<Record<string, string>>;
  /** Fields that the CRM sets by itself, and nobody else may. */
  readonly derived: readonly string[];
  /** The product's unique key. */
  readonly uniqueKey: string;
  /** Fields that people edit, by object. */
  readonly edited: Readonly<Record<string, readonly string[]>>;
  /** Fields that somebody else is quicker with than we. */
  readonly contested: readonly string[];
  /** What somebody else fills in who creates the very record. */
  readonly identifying: readonly string[];
  /** The product's own fields, which we keep up to date. */
  readonly isProductField: (field: string | null) => boolean;
  /** Product fields that are written once, those that grow, and of these the instants. */
  readonly once: RegExp;
  readonly growing: RegExp;
  readonly instant: RegExp;
  /** Where a task says that it is done, and how. */
  readonly done: { readonly field: string; readonly value: string };
}

/** Objects that stand for what was done, and not for anybody. */
export const isActivity = ({ task, email }: CrmFacts, object: string): boolean =>
  object === task || object === email;

/** Objects whose records are matched and may be anybody's. */
export const isMatched = ({ company, people }: CrmFacts, object: string): boolean =>
  object === company || people.includes(object);
