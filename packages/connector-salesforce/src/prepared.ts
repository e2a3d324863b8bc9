import type { Context, Instant } from '@concord/core/contract';
import type { Part } from './ask-together.ts';
import { send } from './client.ts';
import type { Answer, Request } from './request.ts';

/** Answers that were asked for ahead, by the address or name of what will ask for them. */
interface Kept {
  answers: Map<string, Part>;
  at: Instant;
}

const key = Symbol('salesforce prepared');

/** After a minute an answer is asked for anew: it is as true as ever, but no longer the newest. */
const keptMs = 60_000;

const keptIn = (context: Context): Kept =>
  context.memo(key, () => ({ answers: new Map(), at: context.now() }));

/** Keeps what was learned ahead, in place of what was learned before. */
export const keepAnswers = (context: Context, answers: Map<string, Part>): void => {
  Object.assign(keptIn(context), { answers, at: context.now() } satisfies Kept);
};

/** A kept answer, which is forgotten by that; `null` when there is none. */
export const takeAnswer = (context: Context, name: string): Part | null => {
  const { answers, at } = keptIn(context);
  const answer = answers.get(name);
  answers.delete(name);
  const isOld = Date.parse(context.now()) - Date.parse(at) > keptMs;
  return answer === undefined || isOld ? null : answer;
};

/** The answer to a question: the one that was kept, or else Salesforce is asked. */
export const askUnlessKept = async (
  context: Context,
  request: Pick<Request, 'path' | 'doing'>,
): Promise<Answer> =>
  takeAnswer(context, request.path) ??
  (await send(context, { ...request, method: 'GET', writes: false }));
