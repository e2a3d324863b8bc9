import type { PagePlan, PlannedPage } from '../policy/index.ts';
import { noCounts } from '../ports/index.ts';
import type { Checkpoint, RunCounts } from '../ports/index.ts';
import { askForTasks } from './ask-for-tasks.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { planPage } from './plan-page.ts';
import { platformObjectOf } from './platform-object.ts';
import { skippedOutcome, skipId } from './skipped-outcome.ts';
import { createTally } from './tally.ts';

/** How often a page is planned anew when the platform's records move under it. */
const planAttemptsMax = 10;

interface PageToApply {
  readonly planned: PlannedPage;
  /** `null` leaves the one that is there. */
  readonly checkpoint: Checkpoint | null;
}

function countPage(work: ConnectionWork, object: ObjectWork, plan: PagePlan) {
  const { [object.name]: before = noCounts } = work.tally.counts();
  const page = createTally({ [object.name]: before });
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
    relations: plan.relations,
    relationsOf: plan.relationsOf,
    forgotten: plan.forgotten,
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

/**
 * Applies one page as a whole: mirror, platform, links, skips and the checkpoint; planned anew when
 * the platform's records have moved. Answers the plan that was stored.
 */
export async function applyRows(
  work: ConnectionWork,
  object: ObjectWork,
  page: PageToApply,
): Promise<PlannedPage> {
  let { planned } = page;
  for (let attempt = 0; attempt < planAttemptsMax; attempt += 1) {
    await askForTasks(work, planned, 'before');
    const { plan } = planned;
    const counts = await storePage(work, object, { plan, checkpoint: page.checkpoint });
    if (counts !== null) {
      await askForTasks(work, planned, 'stored');
      work.tally.replace({ ...work.tally.counts(), ...counts });
      return planned;
    }
    planned = await planPage(work, object, planned.rows);
  }
  throw new Error(`a page of ${object.name} found its platform records changing ten times`);
}
