import { describe, expect, it } from 'vitest';
import { taskTypes } from '../../src/platform/index.ts';
import { judgeTask } from '../../src/policy/index.ts';
import { link } from './given.ts';
import { task } from './given-activity.ts';

const emailTypes = ['EMAIL', 'REPLY_TO_EMAIL'];
const written = link('task-1', '00T1', { crmObject: 'Task', createdByUs: true });

const judge = (type: string, status: string | null, wasWritten = false) =>
  judgeTask({ task: task({ type, status }), link: wasWritten ? written : null });

describe('judgeTask', () => {
  it.each(taskTypes)('writes a completed %s (R-TASK-1)', (type) => {
    expect(judge(type, 'COMPLETED')).toBe('write');
  });

  it.each(taskTypes.filter((type) => !emailTypes.includes(type)))(
    'writes a %s that is ready (R-TASK-1)',
    (type) => {
      expect(judge(type, 'READY')).toBe('write');
    },
  );

  it.each(emailTypes)('never writes a %s before it is complete (R-TASK-1)', (type) => {
    expect(judge(type, 'READY')).toBe('not-ready');
    expect(judge(type, 'READY', true)).toBe('not-ready');
  });

  it.each(taskTypes)('never writes a %s that is not ready (R-TASK-1)', (type) => {
    expect(judge(type, 'NOT_READY')).toBe('not-ready');
    expect(judge(type, null)).toBe('not-ready');
  });

  it.each(['SKIPPED', 'CANCELED', 'DELETED'])(
    'removes what it wrote once %s (R-TASK-4)',
    (status) => {
      expect(judge('PHONE_CALL', status, true)).toBe('remove');
      expect(judge('EMAIL', status, true)).toBe('remove');
    },
  );

  it('removes nothing that it did not write (R-TASK-4)', () => {
    expect(judge('PHONE_CALL', 'DELETED')).toBe('nothing-to-write');
    const found = { task: task({ status: 'DELETED' }), link: { ...written, createdByUs: false } };
    expect(judgeTask(found)).toBe('nothing-to-write');
  });
});
