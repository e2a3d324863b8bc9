import type { Condition, ValueQueryCondition } from '@jetstreamapp/soql-parser-js';
import { refuseQuery } from './soql-error.ts';

/** One comparison of a WHERE or HAVING clause. */
export type Comparison =
  | Exclude<Condition, { openParen: number; field?: never }>
  | ValueQueryCondition;

/** A condition as a tree. */
export type Tree =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Tree[] }
  | { readonly kind: 'not'; readonly part: Tree }
  | { readonly kind: 'leaf'; readonly leaf: Comparison };

/** What the parser gives: a chain of comparisons with counted parentheses. */
export interface Chain {
  readonly left: object | null;
  readonly operator?: string;
  readonly right?: Chain;
}

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Comparison;

const isComparison = (left: object | null): left is Comparison =>
  left !== null && 'operator' in left;

const parens = (left: object | null, side: 'openParen' | 'closeParen'): number =>
  left !== null && side in left ? Number((left as Record<string, unknown>)[side] ?? 0) : 0;

const tokensOf = (chain: Chain): Token[] => {
  const tokens: Token[] = [];
  for (let at: Chain | undefined = chain; at; at = at.right) {
    for (let n = parens(at.left, 'openParen'); n > 0; n -= 1) tokens.push('(');
    if (isComparison(at.left)) tokens.push(at.left);
    for (let n = parens(at.left, 'closeParen'); n > 0; n -= 1) tokens.push(')');
    if (at.operator !== undefined) tokens.push(at.operator as 'AND' | 'OR' | 'NOT');
  }
  return tokens;
};

/** The tree of a chain; refuses AND and OR side by side without parentheses, as Salesforce does. */
export const toTree = (chain: Chain, text: string): Tree => {
  const tokens = tokensOf(chain);
  let at = 0;
  const one = (): Tree => {
    const token = tokens[at++];
    if (token === 'NOT') return { kind: 'not', part: one() };
    if (token === '(') {
      const inner = many();
      if (tokens[at++] !== ')')
        return refuseQuery(text, text.length, 'expecting a right parentheses');
      return inner;
    }
    return typeof token === 'object'
      ? { kind: 'leaf', leaf: token }
      : refuseQuery(text, token ?? '', `unexpected token: '${token ?? '<EOF>'}'`);
  };
  const many = (): Tree => {
    const parts = [one()];
    const joiner = tokens[at];
    if (joiner !== 'AND' && joiner !== 'OR')
      return parts[0] ?? refuseQuery(text, text.length, 'unexpected token: <EOF>');
    while (tokens[at] === joiner) {
      at += 1;
      parts.push(one());
    }
    if (tokens[at] === 'AND' || tokens[at] === 'OR') {
      return refuseQuery(text, String(tokens[at]), `unexpected token: '${String(tokens[at])}'`);
    }
    return { kind: joiner === 'AND' ? 'and' : 'or', parts };
  };
  const tree = many();
  if (at < tokens.length) refuseQuery(text, text.length, "unexpected token: ')'");
  return tree;
};
