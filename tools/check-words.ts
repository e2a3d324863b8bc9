import { lineOf, type Problem, type TextFile } from './source-file.ts';

/** What ties a file to one machine or leaves work behind in it. */
const forbidden: readonly { readonly pattern: RegExp; readonly message: string }[] = [
  {
    pattern: /(?<![.\w])\/(?:work|root|home|tmp|farm)\//gu,
    message: 'a path of one machine: the repository stands alone',
  },
  { pattern: /\.\.\/shared\b/gu, message: 'a path outside the repository' },
  {
    pattern: /\bregistry\.[a-z-]+\.[a-z]+\b|\b_authToken\b|\bartifactory\b/gu,
    message: 'the host of a package registry: the machine decides it',
  },
  // In quotes it is a word of somebody's API, as a type of task.
  {
    pattern: /(?<!['"`])\b(?:TO[D]O|FIX[M]E)\b(?!['"`])/gu,
    message: 'unfinished work: do it or file it',
  },
];

/** Words that no file of the repository may hold. */
export const checkWords = (file: TextFile): Problem[] =>
  forbidden.flatMap(({ pattern, message }) =>
    [...file.text.matchAll(pattern)].map(({ index }) => ({
      path: file.path,
      line: lineOf(file, index),
      message,
    })),
  );
