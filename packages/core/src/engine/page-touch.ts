import type { MatchKey } from '../contract/index.ts';
import { identityKeys } from '../platform/index.ts';
import type { PagePlan } from '../policy/index.ts';
import type { MirrorRow, ReadContext } from '../ports/index.ts';

/** All that the storing of one page may change of what another page is planned from. */
export interface PageTouch {
  readonly ids: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
  readonly records: ReadonlySet<string>;
}

const nameOf = (key: MatchKey) => `${key.kind} ${key.value}`;

/** What a planned page touches: its rows before and after, its platform records and links. */
export function touchOf(plan: PagePlan, context: ReadContext): PageTouch {
  const rows = [...plan.rows, ...context.known];
  const records = [...plan.platform, ...context.platform];
  const keys = [...rows.flatMap((row) => row.keys), ...records.flatMap(identityKeys)];
  return {
    ids: new Set([
      ...rows.map((row) => row.id),
      ...plan.merges.flatMap(({ from, to }) => [from, to]),
      ...plan.links.map((link) => link.crmId),
    ]),
    keys: new Set(keys.map(nameOf)),
    records: new Set(
      [...records, ...plan.links.map(({ recordId: id }) => ({ id }))].map(({ id }) => id),
    ),
  };
}

/** Whether what was loaded for a page may have changed when another page was stored meanwhile. */
export function isStale(
  { rows, context }: { readonly rows: readonly MirrorRow[]; readonly context: ReadContext },
  touch: PageTouch,
): boolean {
  const around = [...rows, ...context.known, ...context.rivals];
  return (
    around.some(
      (row) => touch.ids.has(row.id) || row.keys.some((key) => touch.keys.has(nameOf(key))),
    ) ||
    context.platform.some((record) => touch.records.has(record.id)) ||
    context.links.some((link) => touch.ids.has(link.crmId) || touch.records.has(link.recordId))
  );
}
