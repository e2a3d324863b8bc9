import { escapeRegExp } from './escape-reg-exp.ts';

/** What a LIKE pattern asks of a lower-case text. */
export type LikeTest = (text: string) => boolean;

interface Piece {
  readonly wild: '%' | '_' | null;
  readonly text: string;
}

const piecesOf = (pattern: string): Piece[] => {
  const pieces: Piece[] = [];
  for (const [part] of pattern.matchAll(/\\.|%|_|[^\\%_]+|\\/gsu)) {
    if (part === '%' || part === '_') pieces.push({ wild: part, text: '' });
    else
      pieces.push({
        wild: null,
        text: part.length === 2 && part.startsWith('\\') ? part.slice(1) : part,
      });
  }
  return pieces;
};

const toRegExp = (pieces: readonly Piece[]): RegExp => {
  const source = pieces.map(({ wild, text }) => {
    if (wild === '%') return '.*';
    return wild === '_' ? '.' : escapeRegExp(text);
  });
  return new RegExp(`^${source.join('')}$`, 'su');
};

/** The text that a pattern of the form `%text%` looks for, lower case; null for any other pattern. */
export const containedText = (pattern: string): string | null => {
  const pieces = piecesOf(pattern);
  const isOuter = pieces.length > 2 && pieces[0]?.wild === '%' && pieces.at(-1)?.wild === '%';
  const inner = pieces.slice(1, -1);
  if (!isOuter || inner.some(({ wild }) => wild !== null)) return null;
  return inner
    .map(({ text }) => text)
    .join('')
    .toLowerCase();
};

/** Compiles a pattern of `%` (any text) and `_` (one character), `\` before either for itself. */
export const compileLike = (pattern: string): LikeTest => {
  const contained = containedText(pattern);
  if (contained !== null) return (text) => text.includes(contained);
  const regExp = toRegExp(piecesOf(pattern.toLowerCase()));
  return (text) => regExp.test(text);
};

const gram = 3;

/** Three letters as a number below 2²¹; different letters may share one, so a hit is only a hint. */
const gramAt = (text: string, at: number): number =>
  ((text.charCodeAt(at) & 127) << 14) |
  ((text.charCodeAt(at + 1) & 127) << 7) |
  (text.charCodeAt(at + 2) & 127);

/** One pass over a text for any of many contained texts, found by their first three letters. */
export const compileContainsAny = (needles: readonly string[]): LikeTest => {
  const short = needles.filter((needle) => needle.length < gram);
  const starts = new Uint8Array(1 << 21);
  const byStart = new Map<number, string[]>();
  for (const needle of needles) {
    if (needle.length < gram) continue;
    const start = gramAt(needle, 0);
    starts[start] = 1;
    byStart.set(start, [...(byStart.get(start) ?? []), needle]);
  }
  return (text) => {
    for (let at = 0; at + gram <= text.length; at += 1) {
      const start = gramAt(text, at);
      if (starts[start] !== 1) continue;
      if (byStart.get(start)?.some((needle) => text.startsWith(needle, at))) return true;
    }
    return short.some((needle) => text.includes(needle));
  };
};
