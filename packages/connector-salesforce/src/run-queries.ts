import type { Context } from '@concord/core/contract';
import { send } from './client.ts';
import { parseComplaint } from './complaint.ts';
import { malformedAnswer, toSyncError } from './errors.ts';
import { apiRoot, compositeQueryMax } from './limits.ts';
import {
  compositeAnswer,
  parseAnswer,
  queryPage,
  type QueryPage,
  type Row,
} from './parse-answer.ts';
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
  const answers: Rows[] = [];
  for (let at = 0; at < asked.queries.length; at += compositeQueryMax) {
    const queries = asked.queries.slice(at, at + compositeQueryMax);
    answers.push(...(await runTogether(context, { ...asked, queries })));
  }
  return answers;
};

const runTogether = async (context: Context, asked: Queries): Promise<Rows[]> => {
  const { queries, scope, doing } = asked;
  const compositeRequest = queries.map((soql, index) => ({
    method: 'GET',
    url: queryPath(soql, scope),
    referenceId: `q${index}`,
  }));
  const request = { doing, writes: false, method: 'POST', path: '/composite' } as const;
  const { body, ...times } = await send(context, {
    ...request,
    body: { allOrNone: false, compositeRequest },
  });
  const { compositeResponse: parts } = parseAnswer(compositeAnswer, body, request);
  const pages = queries.map((_, index) => {
    const part = parts[index];
    if (part?.referenceId === `q${index}`) return pageOf(part, doing);
    throw malformedAnswer(doing, 'parts are missing or out of order', false);
  });
  const rests = await Promise.all(pages.map((page) => restOf(context, page, doing)));
  return [...pages.map(({ records }) => ({ rows: records, ...times })), ...rests.flat()];
};

const pageOf = (part: { httpStatusCode: number; body?: unknown }, doing: string): QueryPage => {
  const { httpStatusCode: status, body } = part;
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
