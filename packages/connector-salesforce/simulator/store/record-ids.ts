const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const suffixes = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const wellFormed = /^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/u;

const chunkSuffix = (text: string, start: number): string => {
  let bits = 0;
  for (let at = 0; at < 5; at += 1) {
    const code = text.charCodeAt(start + at);
    if (code >= 65 && code <= 90) bits |= 1 << at;
  }
  return suffixes.charAt(bits);
};

// Salesforce: the 3-character suffix says which of the 15 letters are capitals, five to a character.
const suffixOf = (id: string): string =>
  chunkSuffix(id, 0) + chunkSuffix(id, 5) + chunkSuffix(id, 10);

const restoreCase = (id: string): string | null => {
  let restored = '';
  for (let at = 0; at < 15; at += 1) {
    const bits = suffixes.indexOf(id.charAt(15 + Math.floor(at / 5)).toUpperCase());
    if (bits < 0) return null;
    const letter = id.charAt(at);
    restored += (bits >> (at % 5)) & 1 ? letter.toUpperCase() : letter.toLowerCase();
  }
  return restored + suffixOf(restored);
};

/** The 18-character form of a 15- or 18-character id in any case; null for anything else. */
export const toFullId = (id: string): string | null => {
  if (!wellFormed.test(id)) return null;
  return id.length === 15 ? id + suffixOf(id) : restoreCase(id);
};

const span = 62 ** 5;

const tripleSpan = 62 ** 3;
const triples: string[] = [];

const digitsOf = (n: number, count: number): string => {
  let digits = '';
  for (let rest = n, at = 0; at < count; at += 1) {
    digits = alphabet.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
};

const pairs = Array.from({ length: 62 ** 2 }, (_, n) => digitsOf(n, 2));

const fiveDigits = (n: number): string => {
  const high = Math.floor(n / tripleSpan);
  const low = n - high * tripleSpan;
  return (pairs[high] ?? '') + (triples[low] ??= digitsOf(low, 3));
};

interface Head {
  readonly keyPrefix: string;
  readonly high: number;
  readonly start: string;
  readonly suffix: string;
}

const makeHead = (keyPrefix: string, high: number): Head => {
  const start = `${keyPrefix}5e0${fiveDigits(high).slice(1)}`;
  return { keyPrefix, high, start, suffix: chunkSuffix(start, 0) + chunkSuffix(start, 5) };
};

/** The first ten characters change once in 916 million ids: the last ones are kept. */
let head = makeHead('000', 0);

/** The id of the nth record of an object; later records have greater ids, letter by letter. */
export const encodeId = (keyPrefix: string, n: number): string => {
  const high = Math.floor(n / span);
  if (head.high !== high || head.keyPrefix !== keyPrefix) head = makeHead(keyPrefix, high);
  const digits = fiveDigits(n - high * span);
  return head.start + digits + head.suffix + chunkSuffix(digits, 0);
};

/** The number that `encodeId` made an id of; null if the id is of another object or org. */
export const decodeId = (keyPrefix: string, id: string): number | null => {
  if (!id.startsWith(`${keyPrefix}5e0`)) return null;
  let n = 0;
  for (let at = 6; at < 15; at += 1) n = n * 62 + alphabet.indexOf(id.charAt(at));
  return n;
};
