import type { Answer, Engine, SyncOptions, SyncReceipt } from '@concord/core/engine';
import type { PlatformRecord } from '@concord/core/platform';
import type { PlatformKnowledge } from './platform-knowledge.ts';

/** What became of the asking. */
export interface Asked {
  readonly records: readonly PlatformRecord[];
  /** Inputs that named no record. */
  readonly refused: number;
}

/** Asks the engine to write all that the platform knows, as a Play would. */
export const askForSyncs = async (
  engine: Engine,
  { companies, people }: PlatformKnowledge,
  options: SyncOptions,
): Promise<Asked> => {
  const answers: Answer<SyncReceipt>[] = [];
  for (const company of companies) answers.push(await engine.syncCompany(company, options));
  for (const person of people) answers.push(await engine.syncPerson(person, options));
  const records = answers.flatMap((answer) => (answer.ok ? [answer.value.record] : []));
  return { records, refused: answers.length - records.length };
};
