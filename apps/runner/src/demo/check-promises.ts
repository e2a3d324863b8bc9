import type { Change } from '@concord/testkit/simulator';

/** Records of one object that share a match key, by that key. */
export type Duplicates = ReadonlyMap<string, readonly string[]>;

export interface PromiseFacts {
  /** Every change of the CRM, oldest first. */
  readonly history: readonly Change[];
  /** The integration user's id. */
  readonly ourUser: string;
  /** CRM fields that we keep up to date (R-OVERWRITE-3). */
  readonly managedFields: ReadonlySet<string>;
  /** Fields that a write can name, as `Contact.Title`; the CRM derives the others from them. */
  readonly writableFields: ReadonlySet<string>;
  readonly uniqueKeyField: string;
  /** Groups of two and more. */
  readonly duplicates: Duplicates;
}

/** What the CRM's own history says of the three promises. */
export interface PromiseCheck {
  /** Edits made by people while we were writing. */
  readonly personEdits: number;
  /** Values that we put into fields that were empty, and into managed ones. */
  readonly filled: number;
  readonly managed: number;
  /** Filled fields of others that we replaced: none, ever. */
  readonly overwritten: number;
  readonly created: number;
  /** Platform records for which we created more than one CRM record: none, ever. */
  readonly doubled: number;
  /** Groups of duplicates of which we touched a record, and more than one: none, ever. */
  readonly groupsTouched: number;
  readonly groupsTouchedTwice: number;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

const keysOfCreated = (ours: readonly Change[], uniqueKeyField: string): string[] =>
  ours
    .filter(({ kind, field }) => kind === 'created' && field === uniqueKeyField)
    .map(({ object, after }) => `${object} ${String(after)}`);

const countTouched = (ours: readonly Change[], duplicates: Duplicates): number[] => {
  const touched = new Set(ours.map(({ id }) => id));
  return [...duplicates.values()].map((ids) => ids.filter((id) => touched.has(id)).length);
};

/** Holds the history against what we promise. */
export const checkPromises = (facts: PromiseFacts): PromiseCheck => {
  const { history, ourUser, managedFields } = facts;
  const ours = history.filter(({ user }) => user === ourUser);
  const updates = ours.filter(
    ({ kind, object, field }) =>
      kind === 'updated' && facts.writableFields.has(`${object}.${field}`),
  );
  const plain = updates.filter(({ field }) => !managedFields.has(field ?? ''));
  const keys = keysOfCreated(ours, facts.uniqueKeyField);
  const touched = countTouched(ours, facts.duplicates);
  return {
    personEdits: history.filter(({ user, kind }) => user !== ourUser && kind === 'updated').length,
    filled: plain.filter(({ before }) => isEmpty(before)).length,
    managed: updates.length - plain.length,
    overwritten: plain.filter(({ before }) => !isEmpty(before)).length,
    created: keys.length,
    doubled: keys.length - new Set(keys).size,
    groupsTouched: touched.filter((count) => count > 0).length,
    groupsTouchedTwice: touched.filter((count) => count > 1).length,
  };
};

/** Whether every promise was kept. */
export const areKept = ({ overwritten, doubled, groupsTouchedTwice }: PromiseCheck): boolean =>
  overwritten + doubled + groupsTouchedTwice === 0;
