import type { Answer, Engine, SyncOptions, SyncReceipt } from '@concord/core/engine';
import type { PlatformRecord } from '@concord/core/platform';
import type { PlatformActivities } from './platform-activities.ts';
import type { PlatformKnowledge } from './platform-knowledge.ts';

/** What became of the asking. */
export interface Asked {
  readonly records: readonly PlatformRecord[];
  /** Inputs that named no record. */
  readonly refused: number;
}

const toAsked = (answers: readonly Answer<SyncReceipt>[]): Asked => {
  const records = answers.flatMap((answer) => (answer.ok ? [answer.value.record] : []));
  return { records, refused: answers.length - records.length };
};

/** Asks the engine to write all that the platform knows, as a Play would. */
export const askForSyncs = async (
  engine: Engine,
  { companies, people }: PlatformKnowledge,
  options: SyncOptions,
): Promise<Asked> => {
  const answers: Answer<SyncReceipt>[] = [];
  for (const company of companies) answers.push(await engine.syncCompany(company, options));
  for (const person of people) answers.push(await engine.syncPerson(person, options));
  return toAsked(answers);
};

/** Tells the engine what was sent, answered and planned. */
export const recordActivities = async (
  engine: Engine,
  { emails, tasks }: PlatformActivities,
): Promise<Asked> => {
  const answers: Answer<SyncReceipt>[] = [];
  for (const email of emails) answers.push(await engine.recordEmailMessage(email, {}));
  for (const task of tasks) answers.push(await engine.saveTask(task, {}));
  return toAsked(answers);
};
