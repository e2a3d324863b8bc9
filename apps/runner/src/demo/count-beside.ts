import type { Change } from '@concord/testkit/simulator';
import type { KeyedRecord } from './list-keyed.ts';
import { placeOf } from './place-of.ts';

export interface BesideFacts {
  /** Every change of the CRM, oldest first. */
  readonly history: readonly Change[];
  /** The integration user's id. */
  readonly ourUser: string;
  readonly keyed: readonly KeyedRecord[];
  /** What must not be created where there is one of these already, by object. */
  readonly rivals: Readonly<Record<string, readonly string[]>>;
}

/** How often we created a record although one with its key was there before: never. */
export const countBeside = ({ history, ourUser, keyed, rivals }: BesideFacts): number => {
  const created = new Map<string, Change>();
  for (const change of history) {
    if (change.kind === 'created' && !created.has(placeOf(change))) {
      created.set(placeOf(change), change);
    }
  }
  // What the seed planted was there before everything.
  const bornAt = (record: KeyedRecord): number => created.get(placeOf(record))?.sequence ?? 0;
  const byKey = Map.groupBy(keyed, ({ key }) => key);
  return keyed.filter((record) => {
    if (created.get(placeOf(record))?.user !== ourUser) return false;
    return byKey
      .get(record.key)
      ?.some(
        (other) =>
          placeOf(other) !== placeOf(record) &&
          rivals[record.object]?.includes(other.object) &&
          bornAt(other) < bornAt(record),
      );
  }).length;
};
