import { apiRoles, type ApiRole } from '@concord/core/ports';
import type { Instant } from '@concord/core/contract';

/** Who asks, as the key or the token says. */
export interface Caller {
  /** Id of the API key, or issuer and subject of the token: what limits are counted by. */
  readonly id: string;
  readonly role: ApiRole;
  /** The only one it sees. */
  readonly workspace: string;
  /** When the token ends; `null` for a key. */
  readonly expiresAt: Instant | null;
}

/** Whether a role may do what asks for another: each may do all that those before it may. */
export const covers = (role: ApiRole, needed: ApiRole): boolean =>
  apiRoles.indexOf(role) >= apiRoles.indexOf(needed);
