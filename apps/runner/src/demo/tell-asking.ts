import type { PlatformRecord } from '@concord/core/platform';
import { askForSyncs } from './ask-for-syncs.ts';
import { listAll } from './list-all.ts';
import { createKnowledge, type PlatformKnowledge } from './platform-knowledge.ts';
import type { Connected } from './story-parts.ts';

/** What was asked for, and the records it is about. */
export interface Wanted {
  readonly knowledge: PlatformKnowledge;
  readonly records: readonly PlatformRecord[];
}

const seed = 7;

/** A Play on the platform asks for companies and people to be written. */
export const tellAsking = ({ runner, progress }: Connected): Promise<Wanted> => {
  const { store, engine } = runner;
  return progress.step({ title: 'asking' }, async () => {
    const companies = await listAll(store, 'company');
    const people = await listAll(store, 'person');
    const knowledge = createKnowledge({ companies, people }, seed);
    const options = { play: 'New funding, new tools' };
    const { records, refused } = await askForSyncs(engine, knowledge, options);
    const text = `A Play asks to write ${records.length.toLocaleString('en')} companies and people; ${refused} without a usable domain or address were refused`;
    return [text, { knowledge, records }];
  });
};
