const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const suffixes = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const wellFormed = /^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/u;

// Salesforce: the 3-character suffix says which of the 15 letters are capitals, five to a character.
const suffixOf = (id: string): string => {
  let suffix = '';
  for (let chunk = 0; chunk < 15; chunk += 5) {
    let bits = 0;
    for (let at = 0; at < 5; at += 1) {
      const code = id.charCodeAt(chunk + at);
      if (code >= 65 && code <= 90) bits |= 1 << at;
    }
    suffix += suffixes.charAt(bits);
  }
  return suffix;
};

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

/** The id of the nth record of an object; later records have greater ids, letter by letter. */
export const encodeId = (keyPrefix: string, n: number): string => {
  let digits = '';
  for (let rest = n, at = 0; at < 9; at += 1) {
    digits = alphabet.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  const id = `${keyPrefix}5e0${digits}`;
  return id + suffixOf(id);
};

/** The number that `encodeId` made an id of; null if the id is of another object or org. */
export const decodeId = (keyPrefix: string, id: string): number | null => {
  if (!id.startsWith(`${keyPrefix}5e0`)) return null;
  let n = 0;
  for (let at = 6; at < 15; at += 1) n = n * 62 + alphabet.indexOf(id.charAt(at));
  return n;
};
