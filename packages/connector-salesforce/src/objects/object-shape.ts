import type { SoqlName } from '../query-text.ts';

/** What the requests about an object need to know of it. */
export interface ObjectShape {
  readonly name: SoqlName;
  /** What can become of its rows, in the order in which their fields are selected. */
  readonly fates: readonly RowFate[];
  /** What the first read brings: `all` rows, or `none` but those that change from then on. */
  readonly history: 'all' | 'none';
}

/**
 * A row is `binned` when it is deleted and `retired` where it is made inactive instead, as a user
 * who left; people have it `merged` into another, or `converted` as a lead is into a contact.
 */
export type RowFate = 'binned' | 'retired' | 'merged' | 'converted';

const fieldsOf: Readonly<Record<RowFate, readonly string[]>> = {
  binned: ['IsDeleted'],
  retired: ['IsActive'],
  merged: ['MasterRecordId'],
  converted: ['IsConverted', 'ConvertedContactId'],
};

/** Fields that say what became of a row. */
export const fateFields = ({ fates }: ObjectShape): readonly string[] =>
  fates.flatMap((fate) => fieldsOf[fate]);
