import { defaultSettings, type ConnectionSettings } from '@concord/core/platform';
import { createProblem } from '../screen/problem.ts';

/** Whether a word of the command line is a setting, not a connection. */
export const isSetting = (word: string): boolean => word.includes('=');

// What is no such value stays a text, which the engine refuses by name.
const valueOf = (key: string, text: string): string | number | boolean => {
  const kind = typeof defaultSettings[key as keyof ConnectionSettings];
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (kind === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  return text;
};

const toEntry = (word: string): [string, string | number | boolean] => {
  const at = word.indexOf('=');
  const key = word.slice(0, at).trim();
  return [key, valueOf(key, word.slice(at + 1).trim())];
};

/** Settings written as `key=value`; the engine says which of them it does not know or accept. */
export const parseSettings = (words: readonly string[]): Partial<ConnectionSettings> => {
  const stray = words.filter((word) => !isSetting(word));
  if (stray.length === 0) return Object.fromEntries(words.map(toEntry));
  throw createProblem(`${stray.join(', ')} is no setting`, 'write each as key=value');
};
