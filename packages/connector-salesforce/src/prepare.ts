import { isSyncError, type Ahead, type Context, type Cursor } from '@concord/core/contract';
import { askServerTime } from './ask-server-time.ts';
import { askTogether, isAnswered, type Question } from './ask-together.ts';
import { markName, peekName } from './begun-pass.ts';
import { placeOf, readCursor } from './cursor.ts';
import { describePath } from './describe-object.ts';
import { keepAnswers } from './prepared.ts';
import { selectOneChange, toName } from './query-text.ts';
import { queryPath } from './run-queries.ts';
import { serverTime } from './server-time.ts';
import { markPath } from './settled-until.ts';
import { taskStatusPath } from './task-statuses.ts';

/** A question, and the name under which its answer is kept. */
interface NamedQuestion extends Question {
  readonly name: string;
}

/**
 * Asks together what an engine is about to ask one by one; see `Connector.prepare`. What was not
 * answered is asked for by itself when its turn comes.
 */
export const prepare = async (context: Context, ahead: Ahead): Promise<void> => {
  keepAnswers(context, new Map());
  const objects = Object.entries(ahead.read);
  if (objects.length + ahead.describe.length === 0) return;
  const now = serverTime(context) ?? (await askServerTime(context));
  // Marks come first, so that each is taken before its object is looked at; see `takeBegunPass`.
  const questions = [
    ...objects.map(([object]) => ({
      name: markName(object),
      url: markPath(toName(object), now),
      isQuery: false,
    })),
    ...objects.flatMap(([object, after]) => peekAt(object, after)),
    ...ahead.describe.flatMap(describing),
  ];
  const parts = await askTogether(context, questions, 'prepare to read').catch(unlessRefused);
  const answered = parts.flatMap((part, index) => {
    const name = questions[index]?.name;
    return name !== undefined && isAnswered(part) ? [[name, part] as const] : [];
  });
  keepAnswers(context, new Map(answered));
};

/** Whether anything changed since a place; nothing to ask in a first read or within a pass. */
const peekAt = (object: string, after: Cursor | null): NamedQuestion[] => {
  const position = after === null ? null : readQuietly(after);
  const place = position?.next === null ? placeOf(position) : null;
  if (after === null || place === null) return [];
  const url = queryPath(selectOneChange(toName(object), place), 'queryAll');
  return [{ name: peekName(object, after), url, isQuery: true }];
};

/** A cursor that is unusable is told of by the page that it is used for. */
const readQuietly = (cursor: Cursor) => {
  try {
    return readCursor(cursor);
  } catch {
    return null;
  }
};

const describing = (object: string): NamedQuestion[] => {
  const description = describePath(toName(object));
  return [
    ...(object === 'Task' ? [{ name: taskStatusPath, url: taskStatusPath, isQuery: true }] : []),
    { name: description, url: description, isQuery: false },
  ];
};

/** Asking ahead saves calls and proves nothing: a refusal is told of where it matters. */
const unlessRefused = (thrown: unknown): never[] => {
  if (!isSyncError(thrown) || thrown.retry === 'later' || thrown.code === 'unauthorized') {
    throw thrown;
  }
  return [];
};
