import type { Context } from '@concord/core/contract';
import { askTogether, type Part } from './ask-together.ts';
import { send } from './client.ts';
import { parseComplaint } from './complaint.ts';
import { toSyncError } from './errors.ts';
import { apiRoot } from './limits.ts';
import { parseAnswer, queryPage, type QueryPage, type Row } from './parse-answer.ts';
import type { Soql } from './query-text.ts';
import type { Answer } from './request.ts';

/** Which rows a query sees: `queryAll` those in the bin, too. */
export type Scope = 'query' | 'queryAll';

/** Address of a query. */
export const queryPath = (soql: Soql, scope: Scope): string =>
  `${apiRoot}/${scope}?q=${encodeURIComponent(soql)}`;

export interface Queries {
  readonly queries: readonly Soql[];
  readonly scope: Scope;
  readonly doing: string;
}

/** Rows that one answer brought, and when it was made. */
export interface Rows extends Pick<Answer, 'askedAfter' | 'servedAt'> {
  readonly rows: readonly Row[];
}

/**
 * All rows of all queries. They travel in the body of a Composite call, five at a time: a body may
 * be long where an address may not, and no log of addresses sees their values.
 */
export const runQueries = async (context: Context, asked: Queries): Promise<Rows[]> => {
  const { queries, scope, doing } = asked;
  const questions = queries.map((soql) => ({ url: queryPath(soql, scope), isQuery: true }));
  const parts = await askTogether(context, questions, doing);
  const pages = parts.map((part) => pageOf(part, doing));
  const rests = await Promise.all(pages.map((page) => restOf(context, page, doing)));
  const firsts = pages.map(({ records: rows }, index): Rows => {
    const { askedAfter = null, servedAt = null } = parts[index] ?? {};
    return { rows, askedAfter, servedAt };
  });
  return [...firsts, ...rests.flat()];
};

const pageOf = ({ status, body }: Part, doing: string): QueryPage => {
  if (status === 200) return parseAnswer(queryPage, body, { doing, writes: false });
  throw toSyncError({ doing, status, complaint: parseComplaint(body), writes: false });
};

/** The pages after `page`: a match seen in part is never taken for no match. */
const restOf = async (context: Context, page: QueryPage, doing: string): Promise<Rows[]> => {
  const rest: Rows[] = [];
  let next = page.nextRecordsUrl;
  while (next !== undefined) {
    const request = { doing, writes: false, method: 'GET', path: next } as const;
    const { body, ...times } = await send(context, request);
    const { records, nextRecordsUrl } = parseAnswer(queryPage, body, request);
    rest.push({ rows: records, ...times });
    next = nextRecordsUrl;
  }
  return rest;
};
