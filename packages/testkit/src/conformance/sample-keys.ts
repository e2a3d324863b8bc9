import type { Fields, MatchKey, MatchKeyKind } from '@concord/core/contract';
import type { Trial } from './audit.ts';
import type { SampleKey } from './sample.ts';
import { uniqueKeyOf } from './write-records.ts';

/** A sample's key, and its kind. */
export interface KeyOfTrial extends SampleKey {
  readonly kind: MatchKeyKind;
}

/** The keys that people type, which several records may share unless the CRM keeps them unique. */
export const sharedKeysOf = ({ sample, write }: Trial<'write'>): KeyOfTrial[] =>
  write.matchKeys.flatMap((kind) => {
    const key = sample.keys[kind];
    return key ? [{ kind, ...key }] : [];
  });

const uniqueKey = ({ write }: Trial<'write'>): KeyOfTrial => ({
  kind: 'unique-key',
  field: write.uniqueKeyField,
  isUnique: true,
  value: uniqueKeyOf,
  spellings: (number) => [uniqueKeyOf(number)],
  lookalikes: (number) => [`${uniqueKeyOf(number)}0`, `x${uniqueKeyOf(number)}`],
});

/** Every key the object is matched by, the product's unique key last. */
export const keysOf = (trial: Trial<'write'>): KeyOfTrial[] => [
  ...sharedKeysOf(trial),
  uniqueKey(trial),
];

/** The key of `sample.record(number)`. */
export const toKey = (key: KeyOfTrial, number: number): MatchKey => ({
  kind: key.kind,
  value: key.value(number),
});

/** A valid record whose key is typed in another way. */
export const spelled = (
  trial: Trial,
  key: KeyOfTrial,
  of: { readonly number: number; readonly text: string },
): Fields => ({ ...trial.sample.record(of.number), [key.field]: of.text });
