import { holdsDraft } from '../policy/index.ts';
import type { MirrorRow, Plan } from '../ports/index.ts';
import { concludeDone } from './conclusions.ts';
import type { ConnectionWork } from './connection-work.ts';
import { linkedRow } from './linked-row.ts';
import { saveConclusions } from './save-conclusions.ts';

const isSent = ({ operation, phase }: Plan) => operation === 'create' && phase !== 'planned';

/** The live record with the plan's unique key, as it was read. */
async function seenByKey(work: ConnectionWork, plan: Plan): Promise<MirrorRow | null> {
  const { rows } = await work.parts.store.loadWriteContext({
    connectionId: plan.connectionId,
    recordIds: [],
    keys: [{ kind: 'unique-key', value: plan.uniqueKey ?? '' }],
  });
  return rows.find(({ crmObject }) => crmObject === plan.crmObject) ?? null;
}

/** The live record that a read linked, if it holds all that the plan was to write. */
async function seenByDraft(work: ConnectionWork, plan: Plan): Promise<MirrorRow | null> {
  const description = work.connection.schema[plan.crmObject];
  if (description === undefined) return null;
  const row = await linkedRow(work, plan);
  if (row === null || row.removed) return null;
  return holdsDraft(plan.fields, row.fields, description) ? row : null;
}

const seenOf = (work: ConnectionWork, plan: Plan): Promise<MirrorRow | null> =>
  plan.uniqueKey === null ? seenByDraft(work, plan) : seenByKey(work, plan);

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
