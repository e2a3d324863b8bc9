import type { MatchKey } from '../contract/index.ts';
import type { PlatformObject } from './catalogue.ts';
import type { PlatformRecord } from './record.ts';

/** What the keys of each kind of record are in a CRM; a task and an opportunity have none there. */
const kinds: Readonly<Record<PlatformObject, MatchKey['kind'] | null>> = {
  company: 'domain',
  person: 'email',
  emailMessage: 'message-id',
  task: null,
  opportunity: null,
};

/** Every address, domain or message id that a record is known by, as keys to find it in a CRM. */
export const identityKeys = ({ object, keys }: PlatformRecord): MatchKey[] => {
  const kind = kinds[object];
  if (kind === null) return [];
  // An email's own key is the platform's id, which no CRM knows.
  const known = object === 'emailMessage' ? keys.slice(1) : keys;
  return known.map((value) => ({ kind, value }));
};

/**
 * Whether a key says who a CRM record is: its address may have passed to somebody else since, while
 * the unique key that we once wrote into it stays where it is.
 */
export const isIdentityKey = ({ kind }: MatchKey): boolean => kind !== 'unique-key';
