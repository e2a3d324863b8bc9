import type {
  Connector,
  Fields,
  FieldType,
  FieldValue,
  MatchKeyKind,
} from '@concord/core/contract';
import type { Refusal } from './sandbox.ts';

/** What the audits need to know of an object's records. */
export interface Sample {
  /** The fields of a valid record; its match keys differ for each number. */
  readonly record: (number: number) => Fields;
  /** Two fields of plain text of 80 characters or more, not in `record`, blank unless set. */
  readonly text: readonly [string, string];
  /** A field for long text, and how many characters it holds; `null` when there is none. */
  readonly longText: { readonly field: string; readonly maxLength: number } | null;
  /** Values at the edges of their types, which the CRM keeps as they are. */
  readonly edgeValues: readonly (readonly [field: string, value: FieldValue])[];
  /** What the description says of some fields, one of each type at least. */
  readonly types: Readonly<Record<string, FieldType>>;
  /** What the CRM refuses; empty for an object that is only read. */
  readonly refusals: readonly Refusal[];
  /** What happens to its records in the CRM besides being edited; users, say, are never removed. */
  readonly happens: readonly HappeningKind[];
  /** Whether its fields are the same for every user of every account; absent where they are not. */
  readonly hasFixedFields?: true;
  /** What the first read brings: every record, or `none` but those that change from then on. */
  readonly history: 'all' | 'none';
  /** The normalised key of `record(number)`, and how people spell it in `field`. */
  readonly keys: Readonly<Partial<Record<MatchKeyKind, SampleKey>>>;
  /** Where each signal counts children: the object, and its lookup to the record. */
  readonly signals: Readonly<Record<string, { readonly object: string; readonly lookup: string }>>;
}

/** What people do to records, or the CRM by its own rules. */
export type HappeningKind = 'remove' | 'restore' | 'merge' | 'convert' | 'refuseDuplicates';

/** One kind of match key of an object, and how it is typed. */
export interface SampleKey {
  readonly field: string;
  /** The key of `record(number)`. */
  readonly value: (number: number) => string;
  /** Whether the CRM itself refuses a second record with the key; absent where it does not. */
  readonly isUnique?: true;
  /** Values of `field` that have the key of `record(number)`. */
  readonly spellings: (number: number) => readonly string[];
  /** Fields that hold the key of `record(number)` among further ones; absent where none does. */
  readonly further?: (number: number) => Fields;
  /** Values of `field` that look like the key of `record(number)` and have another. */
  readonly lookalikes: (number: number) => readonly string[];
}

/** A sample for every object of a connector. */
export type Samples<C extends Connector = Connector> = Readonly<
  Record<keyof C['objects'] & string, Sample>
>;
