import { sql } from 'kysely';
import type { Db } from '../tables.ts';
import { transact } from '../transact.ts';

/** Who sees what of a database. */
export interface Confinement {
  readonly workspace: string;
  /** The role to take on; `null` where row-level security holds for our user as it is. */
  readonly role: string | null;
}

const isName = /^[a-z][a-z0-9-]{0,39}$/;

/** Whether text may name a workspace: small letters, digits and hyphens, 40 at most. */
export const isWorkspace = (text: string): boolean => isName.test(text);

/** What confines the open transaction until it ends, or a session for good. */
export const toStatement = (
  { workspace, role }: Confinement,
  lasts: 'transaction' | 'session',
): string => {
  if (!isWorkspace(workspace)) throw new Error('a workspace is named by letters and digits');
  const isLocal = lasts === 'transaction';
  const asRole = role === null ? '' : `, set_config('role', '${role}', ${isLocal})`;
  return `select set_config('app.workspace', '${workspace}', ${isLocal})${asRole}`;
};

const appRole = 'concord_app';

/**
 * Row-level security passes over superusers: answers the role to take on in their place, made where
 * it is missing; `null` where our user is none.
 */
export const prepareRole = (db: Db): Promise<string | null> =>
  transact(db, async (trx) => {
    const { rows } = await sql<{ passes: boolean }>`
      select rolsuper or rolbypassrls as passes from pg_roles
      where rolname = current_user`.execute(trx);
    if (rows[0]?.passes !== true) return null;
    // Several processes may find it missing at once. Locks are the database's and roles the
    // cluster's, so that those of two databases may still meet: the second tries again.
    await sql`select pg_advisory_xact_lock(hashtext(${appRole}))`.execute(trx);
    await sql`do ${sql.lit(makeRole)}`.execute(trx);
    return appRole;
  });

const makeRole = `begin
  if not exists (select from pg_roles where rolname = '${appRole}') then
    create role ${appRole} nologin;
  end if;
  execute format('grant ${appRole} to %I', current_user);
  grant usage on schema concord to ${appRole};
  grant select, insert, update, delete on all tables in schema concord to ${appRole};
  revoke all on concord.migration, concord.migration_lock from ${appRole};
end`;
