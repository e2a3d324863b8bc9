import type { MatchKey } from '../contract/index.ts';
import type { PlatformRecord } from './record.ts';

/** Every address or domain that a platform record is known by, as keys to find it in a CRM. */
export const identityKeys = ({ object, keys }: PlatformRecord): MatchKey[] =>
  keys.map((value) => ({ kind: object === 'company' ? 'domain' : 'email', value }));
