import type { Instant } from '../contract/index.ts';

/** What callers of the API may do, each all that those before it may. */
export const apiRoles = ['viewer', 'operator', 'admin'] as const;

/** `viewer` sees, `operator` also asks for work, `admin` also decides how it is done and by whom. */
export type ApiRole = (typeof apiRoles)[number];

/** An API key as stored: its secret only as a hash. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly role: ApiRole;
  /** SHA-256 of the secret, in hexadecimal. */
  readonly hash: string;
  readonly createdAt: Instant;
  /** To the minute; `null` when it was never used. */
  readonly lastUsedAt: Instant | null;
  /** Since when it opens nothing; `null` while it does. */
  readonly revokedAt: Instant | null;
}

/** What may change of a key after it was made. */
export type ApiKeyPatch = Partial<Pick<ApiKey, 'lastUsedAt' | 'revokedAt'>>;
