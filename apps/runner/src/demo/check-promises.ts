import type { FieldValue } from '@concord/core/contract';
import { isEmpty } from '@concord/core/policy';
import type { Change } from '@concord/testkit/simulator';
import { placeOf } from './place-of.ts';
import { weighOverwrites } from './weigh-overwrites.ts';

/** Records of one object that share a match key, as `placeOf` names them, by that key. */
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
  /** Fields that hold the platform record's own key. */
  readonly uniqueKeyFields: ReadonlySet<string>;
  /** Objects in which what we wrote follows the platform for as long as nobody else changes it. */
  readonly following: ReadonlySet<string>;
  /** Objects of a CRM that takes any change, where we put back what we replaced (R-OVERWRITE-7). */
  readonly compensating: ReadonlySet<string>;
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
  /** Filled fields of others that we replaced, or left replaced where we put back: none, ever. */
  readonly overwritten: number;
  /** Values that we replaced for a moment and put back. */
  readonly restored: number;
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

// A platform record's key is no other's, whatever it becomes in the CRM.
const keysOfCreated = (ours: readonly Change[], keyFields: ReadonlySet<string>): string[] =>
  ours
    .filter(({ kind, field }) => kind === 'created' && keyFields.has(field ?? ''))
    .map(({ after }) => String(after));

const placesOf = (changes: readonly Change[], kind: Change['kind']): Set<string> =>
  new Set(changes.filter((change) => change.kind === kind).map(placeOf));

// What the CRM derives, as the day of the last activity, is no touch of ours.
const countTouched = (ours: readonly Change[], facts: PromiseFacts): number[] => {
  const isTouch = (change: Change): boolean =>
    change.kind !== 'updated' || isTypedInto(change, facts);
  const touched = new Set(ours.filter(isTouch).map(placeOf));
  return [...facts.duplicates.values()].map(
    (places) => places.filter((place) => touched.has(place)).length,
  );
};

const isTypedInto = ({ object, field }: Change, { writableFields }: PromiseFacts): boolean =>
  writableFields.has(`${object}.${field}`);

/** Holds the history against what we promise. */
export const checkPromises = (facts: PromiseFacts): PromiseCheck => {
  const { history, ourUser, managedFields } = facts;
  const ours = history.filter(({ user }) => user === ourUser);
  const edits = history.filter((change) => change.kind === 'updated' && isTypedInto(change, facts));
  const isManaged = ({ field }: Change): boolean => managedFields.has(field ?? '');
  const updates = edits.filter(({ user }) => user === ourUser);
  const plain = updates.filter((change) => !isManaged(change));
  const keys = keysOfCreated(ours, facts.uniqueKeyFields);
  const touched = countTouched(ours, facts);
  const created = placesOf(ours, 'created');
  const removed = [...placesOf(ours, 'deleted')];
  const counts = (change: Change): boolean => isTypedInto(change, facts) && !isManaged(change);
  const { lost, restored } = weighOverwrites(history, { ...facts, counts });
  return {
    personEdits: edits.length - updates.length,
    filled: plain.filter(({ before }) => isEmpty(before as FieldValue)).length,
    managed: updates.length - plain.length,
    overwritten: lost,
    restored,
    created: keys.length,
    doubled: keys.length - new Set(keys).size,
    removed: removed.length,
    removedOthers: removed.filter((place) => !created.has(place)).length,
    groupsTouched: touched.filter((count) => count > 0).length,
    groupsTouchedTwice: touched.filter((count) => count > 1).length,
  };
};

/** Whether every promise was kept. */
export const areKept = (check: PromiseCheck): boolean =>
  check.overwritten + check.doubled + check.removedOthers + check.groupsTouchedTwice === 0;
