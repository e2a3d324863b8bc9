import { readFileSync } from 'node:fs';
import type { Knobs } from './world/knobs.ts';

/** A seed, and what is put in the place of what it draws. */
export interface SavedSeed {
  readonly seed: number;
  readonly knobs: Partial<Knobs>;
}

/** Every seed that ever failed, with what it needs to be the same run as then. */
export const corpus = (): SavedSeed[] =>
  JSON.parse(readFileSync(new URL('../corpus.json', import.meta.url), 'utf8')) as SavedSeed[];
