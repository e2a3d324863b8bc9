import type { MatchKeyKind, MatchRequest } from '@concord/core/contract';
import type { ObjectShape } from './objects/object-shape.ts';
import { toName, type PropertyName } from './query-text.ts';

/** A property that may hold a key, and how it is looked for. */
export interface KeyField {
  readonly kind: MatchKeyKind;
  readonly name: PropertyName;
  /** `value`: read by its value, as it is. `search`: found in the index, which lags. */
  readonly by: 'value' | 'search' | 'nothing';
}

// HubSpot: addresses and domains that a record has besides its first. developers.hubspot.com,
// read 2026-11-21
const furtherOf: Readonly<Record<string, string>> = {
  email: 'hs_additional_emails',
  domain: 'hs_additional_domains',
};

/** The properties that hold the keys of an object, further ones included (R-PERSON-1). */
export const keyFieldsOf = (shape: ObjectShape, { keyFields }: MatchRequest): KeyField[] =>
  (['unique-key', 'email', 'domain', 'message-id'] as const).flatMap((kind) => {
    const names = keyFields[kind];
    const further = names.flatMap((name) => (hasFurther(shape, name) ? furtherOf[name] : []));
    return [...new Set([...names, ...further.filter((name) => name !== undefined)])].map(
      (name): KeyField => ({ kind, name: toName(name), by: wayTo(shape, kind, name) }),
    );
  });

const hasFurther = ({ name: object }: ObjectShape, name: string): boolean =>
  (object === 'contacts' && name === 'email') || (object === 'companies' && name === 'domain');

// HubSpot: a batch reads contacts by any of their addresses, and records by a unique property, from
// where they are stored. developers.hubspot.com "CRM objects", read 2026-11-21
const wayTo = ({ name: object }: ObjectShape, kind: MatchKeyKind, name: string): KeyField['by'] => {
  if (kind === 'unique-key') return 'value';
  if (object !== 'contacts' || kind !== 'email') return 'search';
  if (name === 'email') return 'value';
  return name === furtherOf['email'] ? 'nothing' : 'search';
};
