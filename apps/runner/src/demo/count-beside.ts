import type { Change } from '@concord/testkit/simulator';
import type { KeyedRecord } from './find-duplicates.ts';

/** What must not be created where there is one already: a lead not beside a contact either. */
const rivals: Readonly<Record<string, readonly string[]>> = {
  Account: ['Account'],
  Contact: ['Contact'],
  Lead: ['Lead', 'Contact'],
  EmailMessage: ['EmailMessage'],
};

export interface BesideFacts {
  /** Every change of the CRM, oldest first. */
  readonly history: readonly Change[];
  /** The integration user's id. */
  readonly ourUser: string;
  readonly keyed: readonly KeyedRecord[];
}

/** How often we created a record although one with its key was there before: never. */
export const countBeside = ({ history, ourUser, keyed }: BesideFacts): number => {
  const created = new Map<string, Change>();
  for (const change of history) {
    if (change.kind === 'created' && !created.has(change.id)) created.set(change.id, change);
  }
  // What the seed planted was there before everything.
  const bornAt = (id: string): number => created.get(id)?.sequence ?? 0;
  const byKey = Map.groupBy(keyed, ({ key }) => key);
  return keyed.filter((record) => {
    if (created.get(record.id)?.user !== ourUser) return false;
    return byKey
      .get(record.key)
      ?.some(
        (other) =>
          other.id !== record.id &&
          rivals[record.object]?.includes(other.object) &&
          bornAt(other.id) < bornAt(record.id),
      );
  }).length;
};
