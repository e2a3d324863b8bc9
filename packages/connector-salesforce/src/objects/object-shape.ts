import type { SoqlName } from '../query-text.ts';

/** What the requests about an object need to know of it. */
export interface ObjectShape {
  readonly name: SoqlName;
  /** Whether its rows can be in the bin. */
  readonly hasBin: boolean;
  /** Whether its rows are made inactive where others are removed, as users who left. */
  readonly canRetire: boolean;
  /** Whether people can merge one of its rows into another. */
  readonly canMerge: boolean;
  /** Whether its rows can become records of another object, as a lead becomes a contact. */
  readonly canConvert: boolean;
  /** What the first read brings: `all` rows, or `none` but those that change from then on. */
  readonly history: 'all' | 'none';
}

/** Fields that say what became of a row, in the order they are selected. */
export const fateFields = (shape: ObjectShape): readonly string[] => [
  ...(shape.hasBin ? ['IsDeleted'] : []),
  ...(shape.canRetire ? ['IsActive'] : []),
  ...(shape.canMerge ? ['MasterRecordId'] : []),
  ...(shape.canConvert ? ['IsConverted', 'ConvertedContactId'] : []),
];
