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
  /**
   * Platform records for which we created more than one CRM record, of one object or of two, as a
   * lead and a contact: none, ever.
   */
  readonly doubled: number;
  /** Records that we removed, and those among them that were not ours: none, ever. */
  readonly removed: number;
  readonly removedOthers: number;
  /** Groups of duplicates of which we touched a record, and more than one: none, ever. */
  readonly groupsTouched: number;
  readonly groupsTouchedTwice: number;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

// A platform record's key is no other's, whatever it becomes in the CRM.
const keysOfCreated = (ours: readonly Change[], uniqueKeyField: string): string[] =>
  ours
    .filter(({ kind, field }) => kind === 'created' && field === uniqueKeyField)
    .map(({ after }) => String(after));

/** Objects in which what we wrote follows the platform for as long as nobody else changes it. */
const following: ReadonlySet<string> = new Set(['Task']);

/** Our changes of fields that held something of another's. */
const listOverwritten = (history: readonly Change[], changes: ReadonlySet<Change>): Change[] => {
  const writers = new Map<string, string>();
  return history.filter((change) => {
    const place = `${change.id} ${change.field}`;
    const isOwn = following.has(change.object) && writers.get(place) === change.user;
    writers.set(place, change.user);
    return changes.has(change) && !isEmpty(change.before) && !isOwn;
  });
};

const idsOf = (changes: readonly Change[], kind: Change['kind']): Set<string> =>
  new Set(changes.filter((change) => change.kind === kind).map(({ id }) => id));

// What the CRM derives, as the day of the last activity, is no touch of ours.
const countTouched = (ours: readonly Change[], facts: PromiseFacts): number[] => {
  const { duplicates, writableFields } = facts;
  const isTouch = ({ kind, object, field }: Change): boolean =>
    kind !== 'updated' || writableFields.has(`${object}.${field}`);
  const touched = new Set(ours.filter(isTouch).map(({ id }) => id));
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
  const touched = countTouched(ours, facts);
  const created = idsOf(ours, 'created');
  const removed = [...idsOf(ours, 'deleted')];
  return {
    personEdits: history.filter(({ user, kind }) => user !== ourUser && kind === 'updated').length,
    filled: plain.filter(({ before }) => isEmpty(before)).length,
    managed: updates.length - plain.length,
    overwritten: listOverwritten(history, new Set(plain)).length,
    created: keys.length,
    doubled: keys.length - new Set(keys).size,
    removed: removed.length,
    removedOthers: removed.filter((id) => !created.has(id)).length,
    groupsTouched: touched.filter((count) => count > 0).length,
    groupsTouchedTwice: touched.filter((count) => count > 1).length,
  };
};

/** Whether every promise was kept. */
export const areKept = (check: PromiseCheck): boolean =>
  check.overwritten + check.doubled + check.removedOthers + check.groupsTouchedTwice === 0;
