import type { RemoteId } from '../contract/index.ts';
import { planRead } from '../policy/index.ts';
import type { PagePlan } from '../policy/index.ts';
import type { Checkpoint, MirrorRow, ReadContext, RunCounts } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { isStale, touchOf } from './page-touch.ts';
import type { PageTouch } from './page-touch.ts';
import { platformObjectOf } from './platform-object.ts';
import { skippedOutcome, skipId } from './skipped-outcome.ts';
import { createTally } from './tally.ts';
import { signalsFor, tieBreakOf } from './tie-signals.ts';

/** How often a page is planned anew when the platform's records move under it. */
const planAttemptsMax = 10;

/** What a page changes, and what that was planned from. */
export interface PlannedPage {
  readonly plan: PagePlan;
  readonly context: ReadContext;
}

interface PageToApply {
  readonly rows: readonly MirrorRow[];
  /** `null` leaves the one that is there. */
  readonly checkpoint: Checkpoint | null;
  /** Planned while the page before was being stored. */
  readonly draft: PlannedPage;
  /** What the page before touched; `null` for the first page. */
  readonly before: PageTouch | null;
}

const identityOf = (object: ObjectWork) =>
  object.remote.represents === 'company' ? 'domain' : 'email';

function companiesOf(object: ObjectWork, rows: readonly MirrorRow[]) {
  const { company } = object.remote;
  if (company === null) return null;
  const ids = new Set<RemoteId>();
  for (const row of rows) {
    const id = row.fields[company.field];
    if (typeof id === 'string') ids.add(id as RemoteId);
  }
  return { crmObject: company.object, ids: [...ids] };
}

function loadContext(work: ConnectionWork, object: ObjectWork, rows: readonly MirrorRow[]) {
  const kind = identityOf(object);
  return work.parts.store.loadReadContext({
    connectionId: work.connection.id,
    object: platformObjectOf(object) ?? 'person',
    crmObject: object.name,
    ids: rows.map((row) => row.id),
    keys: rows.flatMap((row) => row.keys.filter((key) => key.kind === kind)),
    domains: [],
    companies: companiesOf(object, rows),
  });
}

/** Live records that compete for one key, those of the page instead of their older rows. */
function rivalsByKey(object: ObjectWork, rows: readonly MirrorRow[], context: ReadContext) {
  const kind = identityOf(object);
  const fresh = new Set(rows.map((row) => row.id));
  const groups = new Map<string, MirrorRow[]>();
  const live = [...rows, ...context.rivals.filter((row) => !fresh.has(row.id))];
  for (const row of live.filter((one) => !one.removed)) {
    for (const key of row.keys.filter((one) => one.kind === kind)) {
      const group = groups.get(key.value);
      if (group === undefined) groups.set(key.value, [row]);
      else group.push(row);
    }
  }
  return [...groups.values()];
}

/** Objects speak for a record in the connector's order; those of another kind never do. */
function rankOf(work: ConnectionWork, object: ObjectWork): (crmObject: string) => number {
  const { objects } = work.connector;
  const { represents } = object.remote;
  const speaking = Object.keys(objects).filter((name) => objects[name]?.represents === represents);
  return (name) => (speaking.includes(name) ? speaking.indexOf(name) : Infinity);
}

/** Plans a page from what is stored now. */
export async function planPage(
  work: ConnectionWork,
  object: ObjectWork,
  rows: readonly MirrorRow[],
): Promise<PlannedPage> {
  const context = await loadContext(work, object, rows);
  const plan = planRead({
    connectionId: work.connection.id,
    crmObject: object.name,
    object: platformObjectOf(object),
    rows,
    context,
    mappings: work.mappings.filter((mapping) => mapping.crmObject === object.name),
    description: object.description,
    company: object.remote.company,
    rules: tieBreakOf(work, object),
    signals: await signalsFor(work, object, rivalsByKey(object, rows, context)),
    rank: rankOf(work, object),
    now: work.parts.clock.now(),
    ids: rows.map(() => work.parts.random.id()),
  });
  return { plan, context };
}

function countPage(work: ConnectionWork, object: ObjectWork, plan: PagePlan) {
  const page = createTally(work.tally.counts());
  page.add(object.name, 'read', plan.rows.length);
  page.add(object.name, 'skipped', plan.skipped.length);
  return page.counts();
}

async function storePage(
  work: ConnectionWork,
  object: ObjectWork,
  page: { readonly plan: PagePlan; readonly checkpoint: Checkpoint | null },
): Promise<Readonly<Record<string, RunCounts>> | null> {
  const { plan, checkpoint } = page;
  const counts = countPage(work, object, plan);
  const platformObject = platformObjectOf(object);
  const applied = await work.parts.store.applyPage({
    lease: work.lease,
    connectionId: work.connection.id,
    crmObject: object.name,
    rows: plan.rows,
    platform: plan.platform,
    links: plan.links,
    merges: plan.merges,
    relations: [],
    relationsOf: [],
    forgotten: [],
    skipped:
      platformObject === null
        ? []
        : plan.skipped.map((skip) => skippedOutcome(work, object, { ...skip, platformObject })),
    cleared: plan.cleared.map((crmId) => skipId(work, object, crmId)),
    checkpoint,
    run: { id: work.run.id, counts },
  });
  return applied === 'applied' ? counts : null;
}

/** The draft, unless what it was planned from has changed since. */
const isFresh = ({ rows, draft, before }: PageToApply) =>
  before === null || !isStale({ rows, context: draft.context }, before);

/**
 * Applies one page as a whole: mirror, platform, links, skips and the checkpoint. Answers what it
 * touched.
 */
export async function applyRows(
  work: ConnectionWork,
  object: ObjectWork,
  page: PageToApply,
): Promise<PageTouch> {
  let planned = isFresh(page) ? page.draft : await planPage(work, object, page.rows);
  for (let attempt = 0; attempt < planAttemptsMax; attempt += 1) {
    const { plan, context } = planned;
    const counts = await storePage(work, object, { plan, checkpoint: page.checkpoint });
    if (counts !== null) {
      work.tally.replace(counts);
      return touchOf(plan, context);
    }
    planned = await planPage(work, object, page.rows);
  }
  throw new Error(`a page of ${object.name} found its platform records changing ten times`);
}
