import type { AuthorisationStore } from '@concord/core/ports';
import type { Db } from './tables.ts';

/** Authorisations that were begun. One statement takes one, so that no other finds it as well. */
export const createAuthorisations = (db: Db): AuthorisationStore => ({
  saveAuthorisation: async ({ stateHash, caller, sealed, expiresAt }, now) => {
    const row = { state_hash: stateHash, caller, sealed, expires_at: expiresAt };
    await db
      .with('forgotten', (forget) =>
        forget.deleteFrom('concord.authorisation').where('expires_at', '<=', now),
      )
      .insertInto('concord.authorisation')
      .values(row)
      .execute();
  },
  takeAuthorisation: async ({ stateHash, caller, now }) => {
    const row = await db
      .deleteFrom('concord.authorisation')
      .where('state_hash', '=', stateHash)
      .where('caller', '=', caller)
      .returning(['sealed', 'expires_at'])
      .executeTakeFirst();
    if (row === undefined || row.expires_at <= now) return null;
    const expiresAt = row.expires_at as typeof now;
    return { stateHash, caller, sealed: row.sealed, expiresAt };
  },
});
