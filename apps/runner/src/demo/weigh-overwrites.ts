import type { FieldValue } from '@concord/core/contract';
import { isEmpty } from '@concord/core/policy';
import type { Change } from '@concord/testkit/simulator';
import { placeOf } from './place-of.ts';

/** What became of the filled fields of others that our writes met. */
export interface Overwrites {
  /** Replaced, and so still: none, ever. */
  readonly lost: number;
  /** Replaced for a moment, and put back by us. */
  readonly restored: number;
}

export interface OverwriteFacts {
  readonly ourUser: string;
  /** Whether this change is of a field that what is typed into is to stay in. */
  readonly counts: (change: Change) => boolean;
  /** Objects in which what we wrote follows the platform for as long as nobody else changes it. */
  readonly following: ReadonlySet<string>;
  /** Objects of a CRM that takes any change, where we put back what we replaced (R-OVERWRITE-7). */
  readonly compensating: ReadonlySet<string>;
}

/** One field of one record while its past is gone through. */
interface Place {
  /** What is to be in force: whatever somebody else set last, else what we filled in. */
  readonly kept: unknown;
  readonly inForce: unknown;
  readonly lastUser: string | null;
  readonly replaced: number;
}

const isBlank = (value: unknown): boolean => isEmpty(value as FieldValue | undefined);

const goOn = (place: Place, change: Change, facts: OverwriteFacts): Place => {
  const { user, after, object, kind } = change;
  const next = { ...place, inForce: after, lastUser: user };
  if (user !== facts.ourUser || kind === 'created') return { ...next, kept: after };
  const isOwn = facts.following.has(object) && place.lastUser === user;
  if (isBlank(place.kept) || isOwn) return { ...next, kept: after };
  if (facts.compensating.has(object) && after === place.kept) return next;
  return { ...next, replaced: place.replaced + 1 };
};

const isLost = (place: Place): boolean => place.inForce !== place.kept;

/** Goes through the history, oldest first, and says what our changes did to what others had typed. */
export const weighOverwrites = (history: readonly Change[], facts: OverwriteFacts): Overwrites => {
  const places = new Map<string, { place: Place; puts: boolean }>();
  for (const change of history) {
    if (!facts.counts(change)) continue;
    const name = `${placeOf(change)} ${change.field}`;
    const puts = facts.compensating.has(change.object);
    const begun = { kept: change.before, inForce: change.before, lastUser: null, replaced: 0 };
    const place = places.get(name)?.place ?? begun;
    places.set(name, { place: goOn(place, change, facts), puts });
  }
  let [lost, restored] = [0, 0];
  for (const { place, puts } of places.values()) {
    if (puts && !isLost(place)) restored += place.replaced;
    else lost += puts ? 1 : place.replaced;
  }
  return { lost, restored };
};
