import { refuse } from '../org/record-error.ts';

/** Which fields a search looks into. */
export type SearchScope = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR';

/** What a search returns of one object. */
export interface Returning {
  readonly object: string;
  /** `Id, Name`. */
  readonly fields: string;
  /** What follows the fields of a query: WHERE and ORDER BY; empty for nothing. */
  readonly conditions: string;
  readonly limit: number | null;
  readonly offset: number;
}

/** A search, taken apart. */
export interface Search {
  readonly term: string;
  readonly scope: SearchScope;
  /** Null for every object that can be searched. */
  readonly returning: readonly Returning[] | null;
  readonly limit: number | null;
}

const pattern =
  /^\s*FIND\s*\{((?:[^{}\\]|\\.)*)\}\s*(?:IN\s+(ALL|NAME|EMAIL|PHONE|SIDEBAR)\s+FIELDS\s*)?(?:RETURNING\s+(.*?))?(?:\s*\bLIMIT\s+(\d+))?\s*$/isu;

/** Parts between commas that stand outside of parentheses and quotes. */
const topParts = (text: string): string[] => {
  const masked = text
    .replaceAll(/'(?:[^'\\]|\\.)*'/gsu, (literal) => '_'.repeat(literal.length))
    .split('');
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (const [at, letter] of masked.entries()) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter !== ',' || depth !== 0) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)].map((part) => part.trim());
};

const numberAfter = (text: string, word: string): readonly [number | null, string] => {
  const found = new RegExp(String.raw`\s${word}\s+(\d+)\s*$`, 'iu').exec(text);
  return found ? [Number(found[1]), text.slice(0, found.index)] : [null, text];
};

const toReturning = (part: string): Returning => {
  const [, object = '', , inner = ''] =
    /^(\w+)\s*(\(\s*(.*?)\s*\))?$/su.exec(part) ??
    refuse('MALFORMED_SEARCH', `unexpected token: ${part}`);
  const [offset, withLimit] = numberAfter(` ${inner}`, 'OFFSET');
  const [limit, rest] = numberAfter(withLimit, 'LIMIT');
  const cut = rest.search(/\s(?:WHERE|ORDER\s+BY|USING)\s/iu);
  const fields = (cut < 0 ? rest : rest.slice(0, cut)).trim();
  const conditions = cut < 0 ? '' : rest.slice(cut).trim();
  return { object, fields: fields === '' ? 'Id' : fields, conditions, limit, offset: offset ?? 0 };
};

/** Reads a SOSL search. */
export const parseSosl = (text: string): Search => {
  const found = pattern.exec(text);
  if (!found) {
    // [MEM] The wording.
    return refuse(
      'MALFORMED_SEARCH',
      'No search term found. The search term must be enclosed in braces.',
    );
  }
  const [, term = '', scope = 'ALL', returning, limit] = found;
  return {
    term,
    scope: scope.toUpperCase() as SearchScope,
    returning: returning === undefined ? null : topParts(returning).map(toReturning),
    limit: limit === undefined ? null : Number(limit),
  };
};
