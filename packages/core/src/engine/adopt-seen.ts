import type { MirrorRow, Plan } from '../ports/index.ts';
import { concludeDone } from './conclusions.ts';
import type { ConnectionWork } from './connection-work.ts';
import { saveConclusions } from './save-conclusions.ts';

/** A create that was sent, whose record is told by its unique key. */
const isSent = ({ operation, phase, uniqueKey }: Plan) =>
  operation === 'create' && phase !== 'planned' && uniqueKey !== null;

/** The live record with the plan's unique key, as it was read. */
async function seenOf(work: ConnectionWork, plan: Plan): Promise<MirrorRow | null> {
  const { rows } = await work.parts.store.loadWriteContext({
    connectionId: plan.connectionId,
    recordIds: [],
    keys: [{ kind: 'unique-key', value: plan.uniqueKey ?? '' }],
  });
  return rows.find(({ crmObject }) => crmObject === plan.crmObject) ?? null;
}

/**
 * Concludes creates whose answer was lost and whose record a read has shown. It comes before
 * anything else is read: what a person does to the record from then on is done to one that we made,
 * and a record that they remove is not made again (R-DUP-1). Answers the plans that stay open.
 */
export async function adoptSeen(work: ConnectionWork): Promise<Plan[]> {
  const open: Plan[] = [];
  for (const plan of await work.parts.store.openPlans(work.connection.id)) {
    const row = isSent(plan) ? await seenOf(work, plan) : null;
    if (row === null) open.push(plan);
    else await saveConclusions(work, [concludeDone(work, plan, { crmId: row.id, link: null })]);
  }
  return open;
}
