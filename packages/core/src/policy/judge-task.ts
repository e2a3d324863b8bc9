import type { Link, PlatformRecord } from '../platform/index.ts';
import type { SkipReason } from './decision.ts';
import { isEmailTask } from './is-email-task.ts';

/** A task, and the CRM record it was written to; `null` when it was not. */
export interface TaskFacts {
  readonly task: PlatformRecord;
  readonly link: Link | null;
}

/** What is to become of a task in a CRM, or why nothing does. */
export type TaskJudgement =
  | 'write'
  | 'remove'
  | Extract<SkipReason, 'not-ready' | 'nothing-to-write'>;

/** Whether a task is written to a CRM or removed from it (R-TASK-1, R-TASK-4). */
export const judgeTask = ({ task, link }: TaskFacts): TaskJudgement => {
  switch (task.fields['status']) {
    case 'COMPLETED':
      return 'write';
    case 'READY':
      return isEmailTask(task) ? 'not-ready' : 'write';
    case 'SKIPPED':
    case 'CANCELED':
    case 'DELETED':
      return link?.createdByUs === true ? 'remove' : 'nothing-to-write';
    default:
      return 'not-ready';
  }
};
