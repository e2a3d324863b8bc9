import type { WriteConclusion } from '../ports/index.ts';
import type { ConnectionWork } from './connection-work.ts';

/** What a company's dependents wait for. */
const settles = (conclusion: WriteConclusion) =>
  conclusion.outcome?.object === 'company' && conclusion.link !== null;

/** Stores what became of plans and requests, and lets the people of written companies follow. */
export async function saveConclusions(
  work: ConnectionWork,
  conclusions: readonly WriteConclusion[],
): Promise<void> {
  if (conclusions.length === 0) return;
  for (const { outcome } of conclusions) if (outcome !== null) work.tally.addOutcome(outcome);
  const run = { id: work.run.id, counts: work.tally.counts() };
  await work.parts.store.conclude(work.lease, conclusions, run);
  const companyIds = conclusions.filter(settles).flatMap((one) => one.link?.recordId ?? []);
  if (companyIds.length === 0) return;
  const now = work.parts.clock.now();
  await work.parts.store.release(work.connection.id, { waitingFor: 'company', companyIds, now });
}
