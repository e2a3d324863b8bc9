import type { Context } from '@concord/core/contract';
import { z } from 'zod';
import { parseAnswer, queryPage } from './parse-answer.ts';
import { askUnlessKept } from './prepared.ts';
import { selectTaskStatuses } from './query-text.ts';
import { queryPath } from './run-queries.ts';

const statuses = z.array(z.looseObject({ ApiName: z.string(), IsClosed: z.boolean() }));

/** Address of what the organisation's task statuses mean. */
export const taskStatusPath = queryPath(selectTaskStatuses, 'query');

/**
 * The statuses that mean a task is done.
 *
 * Salesforce: an administrator names statuses freely and says of each whether it closes a task.
 * developer.salesforce.com "TaskStatus", read 2026-11-21
 */
export const closedStatuses = async (context: Context): Promise<ReadonlySet<string>> => {
  const doing = 'read TaskStatus';
  const { body } = await askUnlessKept(context, { path: taskStatusPath, doing });
  const { records } = parseAnswer(queryPage, body, { doing, writes: false });
  const rows = parseAnswer(statuses, records, { doing, writes: false });
  return new Set(rows.flatMap(({ ApiName, IsClosed }) => (IsClosed ? [ApiName] : [])));
};
