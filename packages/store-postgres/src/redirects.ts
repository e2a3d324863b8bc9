import type { Redirect, RedirectStore } from '@concord/core/ports';
import { sql } from 'kysely';
import { texts } from './page-columns.ts';
import type { Db } from './tables.ts';
import { fromColumn } from './text-column.ts';

interface RedirectColumns {
  readonly domain: string;
  readonly target: string;
  readonly checked_at: string;
}

const toRedirect = (row: RedirectColumns): Redirect => ({
  domain: fromColumn(row.domain),
  target: fromColumn(row.target),
  checkedAt: row.checked_at as Redirect['checkedAt'],
});

const saveRedirects =
  (db: Db): RedirectStore['saveRedirects'] =>
  async (redirects) => {
    const last = [...new Map(redirects.map((redirect) => [redirect.domain, redirect])).values()];
    await sql`
      insert into concord.redirect (domain, target, checked_at)
      select * from unnest(
        ${texts(last.map((redirect) => redirect.domain))},
        ${texts(last.map((redirect) => redirect.target))},
        ${texts(last.map((redirect) => redirect.checkedAt))}
      )
      on conflict (domain, workspace) do update
      set target = excluded.target, checked_at = excluded.checked_at`.execute(db);
  };

/** What is known of domains' redirects, by domain. */
export const createRedirects = (db: Db): RedirectStore => ({
  getRedirects: async (domains) => {
    const { rows } = await sql<RedirectColumns>`
      select * from concord.redirect
      where domain = any(${texts(domains)})`.execute(db);
    return rows.map(toRedirect);
  },
  redirectsTo: async (targets) => {
    const { rows } = await sql<RedirectColumns>`
      select * from concord.redirect
      where target = any(${texts(targets)})`.execute(db);
    return rows.map(toRedirect);
  },
  saveRedirects: saveRedirects(db),
});
