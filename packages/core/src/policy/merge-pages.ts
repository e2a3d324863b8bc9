import type { PlatformRecord } from '../platform/index.ts';
import { isLive } from './is-live.ts';
import type { PagePlan } from './page-facts.ts';
import { isStale, touchOf } from './page-touch.ts';
import type { PlannedPage } from './planned-page.ts';
import type { ReadContext } from './read-context.ts';

/**
 * The plan of a page whose rows were planned in two parts; `null` where planning them together may
 * say something else.
 */
export const mergePages = (one: PlannedPage, other: PlannedPage): PlannedPage | null =>
  mayDiffer(one, other)
    ? null
    : {
        rows: [...one.rows, ...other.rows],
        context: mergeContexts(one.context, other.context),
        plan: mergePlans(one.plan, other.plan),
      };

const mayDiffer = (one: PlannedPage, other: PlannedPage): boolean =>
  hasHeirs(one) || hasHeirs(other) || isStale(one, touchOf(other)) || isStale(other, touchOf(one));

/**
 * Whether a record that is not on the page may get the word that one of the page had: its company
 * is heard only if anything else on the page names that too.
 */
const hasHeirs = ({ rows, context }: PlannedPage): boolean => {
  const former = new Set(
    context.known.filter(isLive).flatMap((row) => row.keys.map(({ value }) => value)),
  );
  if (former.size === 0) return false;
  const known = new Set(context.known.map(({ id }) => id));
  return context.rivals.some(
    ({ crmObject, id, keys }) =>
      !(crmObject === rows[0]?.crmObject && known.has(id)) &&
      keys.some(({ value }) => former.has(value)),
  );
};

const mergeContexts = (one: ReadContext, other: ReadContext): ReadContext => ({
  known: [...one.known, ...other.known],
  rivals: [...one.rivals, ...other.rivals],
  platform: [...one.platform, ...other.platform],
  companies: [...one.companies, ...other.companies],
  links: [...one.links, ...other.links],
});

const mergePlans = (one: PagePlan, other: PagePlan): PagePlan => ({
  rows: [...one.rows, ...other.rows],
  platform: companiesFirst([...one.platform, ...other.platform]),
  links: [...one.links, ...other.links],
  merges: [...one.merges, ...other.merges],
  skipped: [...one.skipped, ...other.skipped],
  cleared: [...one.cleared, ...other.cleared],
  relations: [...one.relations, ...other.relations],
  relationsOf: [...one.relationsOf, ...other.relationsOf],
  forgotten: [...one.forgotten, ...other.forgotten],
});

const companiesFirst = (records: readonly PlatformRecord[]): PlatformRecord[] => [
  ...records.filter(({ object }) => object === 'company'),
  ...records.filter(({ object }) => object !== 'company'),
];
