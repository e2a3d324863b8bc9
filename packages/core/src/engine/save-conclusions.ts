import type { WriteConclusion } from '../ports/index.ts';
import type { ConnectionWork } from './connection-work.ts';
import { askToDescribe } from './follow-run.ts';

/** What dependents wait for: the company of a person, the person of an email or a task. */
const settles = ({ outcome, link }: WriteConclusion) =>
  (outcome?.object === 'company' || outcome?.object === 'person') && link !== null;

/** The CRM has no such field any more, or our user lost sight of it. */
const isOutOfDate = ({ outcome }: WriteConclusion) => outcome?.failure?.code === 'unsupported';

/** Stores what became of plans and requests, and lets what waited for the records follow. */
export async function saveConclusions(
  work: ConnectionWork,
  conclusions: readonly WriteConclusion[],
): Promise<void> {
  if (conclusions.length === 0) return;
  for (const { outcome } of conclusions) if (outcome !== null) work.tally.addOutcome(outcome);
  const run = { id: work.run.id, counts: work.tally.counts() };
  await work.parts.store.conclude(work.lease, conclusions, run);
  if (conclusions.some(isOutOfDate)) await askToDescribe(work.parts, work.connection.id);
  const recordIds = conclusions.filter(settles).flatMap((one) => one.link?.recordId ?? []);
  if (recordIds.length === 0) return;
  const now = work.parts.clock.now();
  await work.parts.store.release(work.connection.id, { recordIds, now });
}
