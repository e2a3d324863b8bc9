import type { Context } from '@concord/core/contract';
import { send } from './client.ts';
import { malformedAnswer } from './errors.ts';
import { compositeMax, compositeQueryMax } from './limits.ts';
import { compositeAnswer, parseAnswer } from './parse-answer.ts';
import type { Answer } from './request.ts';

/** One question of several that travel together. */
export interface Question {
  /** Whole, `/services/data/…`. */
  readonly url: string;
  /** Queries are counted apart. */
  readonly isQuery: boolean;
}

/** What one question was answered with. */
export interface Part extends Answer {
  readonly status: number;
}

/**
 * Asks questions in their order, as many together as Salesforce takes; `parts[i]` answers
 * `questions[i]`. One call of Composite counts once, one of Composite Batch as often as it has
 * parts. developer.salesforce.com "Composite", "Composite Batch", read 2026-11-22
 */
export const askTogether = async (
  context: Context,
  questions: readonly Question[],
  doing: string,
): Promise<Part[]> => {
  const parts: Part[] = [];
  for (const together of groupsOf(questions)) {
    parts.push(...(await askGroup(context, together, doing)));
  }
  return parts;
};

/** A question is never asked before one that comes earlier. */
const groupsOf = (questions: readonly Question[]): Question[][] => {
  const groups: Question[][] = [];
  for (const question of questions) {
    const last = groups.at(-1);
    if (last === undefined || !hasRoom(last, question)) groups.push([question]);
    else last.push(question);
  }
  return groups;
};

const hasRoom = (group: readonly Question[], { isQuery }: Question): boolean =>
  group.length < compositeMax &&
  (!isQuery || group.filter((one) => one.isQuery).length < compositeQueryMax);

const askGroup = async (
  context: Context,
  questions: readonly Question[],
  doing: string,
): Promise<Part[]> => {
  const compositeRequest = questions.map(({ url }, index) => ({
    method: 'GET',
    url,
    referenceId: `q${index}`,
  }));
  const request = { doing, writes: false, method: 'POST', path: '/composite' } as const;
  // Salesforce: unless told not to, it may answer out of order. "Composite Request Body",
  // developer.salesforce.com, read 2026-11-22
  const options = { allOrNone: false, collateSubrequests: false };
  const { body, ...times } = await send(context, {
    ...request,
    body: { ...options, compositeRequest },
  });
  const { compositeResponse: parts } = parseAnswer(compositeAnswer, body, request);
  return questions.map((_, index) => {
    const part = parts[index];
    if (part?.referenceId === `q${index}`) {
      return { status: part.httpStatusCode, body: part.body, ...times };
    }
    throw malformedAnswer(doing, 'parts are missing or out of order', false);
  });
};

/** Whether a part is a success. */
export const isAnswered = ({ status }: Part): boolean => status >= 200 && status < 300;
