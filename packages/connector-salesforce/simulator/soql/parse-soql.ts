import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { refuse } from '../org/record-error.ts';
import { placeOf, refuseQuery } from './soql-error.ts';

// Salesforce: 100,000 characters a statement, 4,000 a literal. developer.salesforce.com, read 2026-11-21
const textMax = 100_000;
const literalMax = 4000;

const foundPattern = /found(?:\s*-->|:)\s*'?(.*?)'?(?:\s*<--)?\s*$/su;

const refuseSyntax = (text: string, error: Error): never => {
  const offset = /at offset: (\d+)/u.exec(error.message)?.[1];
  if (offset !== undefined) {
    const position = Number(offset);
    return refuseQuery(
      text,
      position,
      `line 1:${position} no viable alternative at character '${text.charAt(position)}'`,
    );
  }
  const token = foundPattern.exec(error.message)?.[1] ?? '';
  return token === ''
    ? refuseQuery(text, text.length, 'unexpected token: <EOF>')
    : refuseQuery(text, placeOf(text, token), `unexpected token: '${token}'`);
};

const checkSize = (text: string): void => {
  if (text.length > textMax) {
    refuse('MALFORMED_QUERY', `SOQL statements can not be longer than ${textMax} characters`);
  }
  if (text.length <= literalMax) return;
  for (const [literal] of text.matchAll(/'(?:[^'\\]|\\.)*'/gsu)) {
    if (literal.length - 2 <= literalMax) continue;
    refuse('MALFORMED_QUERY', `string literal too long, maximum is ${literalMax} characters`);
  }
};

/** The parser takes these two for ends of lines, which a literal may not hold; Salesforce does not. */
const toEscape = (separator: string): string =>
  `\\u${separator.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The syntax tree of a query; refuses with MALFORMED_QUERY. */
export const parseSoql = (text: string): Query => {
  checkSize(text);
  try {
    return parseQuery(text.replaceAll(/[\u2028\u2029]/gu, toEscape));
  } catch (error) {
    return refuseSyntax(text, error instanceof Error ? error : new Error(String(error)));
  }
};
