/** A running digest of everything that happens in a run: equal for equal runs. */
export interface Trace {
  readonly add: (text: string) => void;
  /** For the reader alone: not part of the digest. */
  readonly tell: (text: () => string) => void;
  /** Hexadecimal, of all that was added so far. */
  readonly hash: () => string;
  readonly count: () => number;
  /** What was added, oldest first; kept only where asked for. */
  readonly lines: readonly string[];
}

/** Two independent 32-bit digests over text; `keep` remembers the text as well. */
export function createTrace(keep: boolean): Trace {
  let one = 0x811c9dc5;
  let other = 0x9747b28c;
  let count = 0;
  const lines: string[] = [];
  return {
    add: (text) => {
      count += 1;
      if (keep) lines.push(text);
      for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        one = Math.imul(one ^ code, 0x01000193);
        other = Math.imul(other ^ code, 0x5bd1e995) ^ (other >>> 15);
      }
    },
    tell: (text) => {
      if (keep) lines.push(text());
    },
    hash: () => [one, other].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join(''),
    count: () => count,
    lines,
  };
}
