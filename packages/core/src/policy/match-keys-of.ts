import type { Fields, FieldValue, MatchKey, RemoteObject } from '../contract/index.ts';
import { normaliseDomain } from './normalise-domain.ts';
import { normaliseEmail } from './normalise-email.ts';

type NaturalKind = Exclude<MatchKey['kind'], 'unique-key'>;

/** A message id is taken as it is: its letters count. */
const asText = (value: FieldValue): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

const kinds: readonly (readonly [NaturalKind, (value: FieldValue) => string | null])[] = [
  ['email', normaliseEmail],
  ['domain', normaliseDomain],
  ['message-id', asText],
];

/** A field may hold several addresses or domains; a `;` may be a letter of a message id. */
const partsOf = (value: FieldValue, kind: NaturalKind): readonly FieldValue[] =>
  typeof value === 'string' && kind !== 'message-id' && value.includes(';')
    ? value.split(';')
    : [value];

/** What a CRM record is found by: each valid key once, emails first, in the order of the fields. */
export const matchKeysOf = (fields: Fields, keyFields: RemoteObject['keyFields']): MatchKey[] => {
  const keys: MatchKey[] = [];
  // Loops, for this runs once for every record read.
  for (const [kind, normalise] of kinds) {
    for (const name of keyFields[kind] ?? []) {
      const held = Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
      for (const part of partsOf(held, kind)) {
        const value = normalise(part);
        const isThere = keys.some((key) => key.kind === kind && key.value === value);
        if (value !== null && !isThere) keys.push({ kind, value });
      }
    }
  }
  return keys;
};
