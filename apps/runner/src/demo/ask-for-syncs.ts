import type { Answer, Engine, SyncOptions, SyncReceipt } from '@concord/core/engine';
import type { PlatformRecord } from '@concord/core/platform';
import type { PlatformKnowledge } from './platform-knowledge.ts';

/** What became of the asking. */
export interface Asked {
  readonly records: readonly PlatformRecord[];
  /** Inputs that were refused, by what was wrong with them. */
  readonly refused: ReadonlyMap<string, number>;
}

/** Asks the engine to write all that the platform knows, as a Play would. */
export const askForSyncs = async (
  engine: Engine,
  knowledge: PlatformKnowledge,
  options: SyncOptions,
): Promise<Asked> => {
  const records: PlatformRecord[] = [];
  const refused = new Map<string, number>();
  const take = (answer: Answer<SyncReceipt>): void => {
    if (answer.ok) records.push(answer.value.record);
    else {
      for (const { message } of answer.problems) {
        refused.set(message, (refused.get(message) ?? 0) + 1);
      }
    }
  };
  for (const company of knowledge.companies) take(await engine.syncCompany(company, options));
  for (const person of knowledge.people) take(await engine.syncPerson(person, options));
  return { records, refused };
};
