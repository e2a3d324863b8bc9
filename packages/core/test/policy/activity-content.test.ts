import { describe, expect, it } from 'vitest';
import { chooseActivityObject, emailContent, taskContent } from '../../src/policy/index.ts';
import { earlier } from './given.ts';
import { email, reply, task } from './given-activity.ts';

describe('emailContent', () => {
  it('shows an email with all it has (R-EMAIL-6)', () => {
    expect(emailContent(email())).toEqual({
      messageId: '<1@us.com>',
      threadId: 't1',
      direction: 'outbound',
      subject: 'Hello',
      html: '<p>Hello Jo</p>',
      text: 'Hello Jo',
      sentAt: '2026-03-23T09:00:00.000Z',
      sender: 'Al@us.com',
      recipients: ['jo@acme.com', 'cc@acme.com'],
    });
  });

  it('shows a reply with its content (R-EMAIL-4)', () => {
    expect(emailContent(reply())).toMatchObject({ direction: 'reply', text: 'Hello Jo' });
  });

  it('takes blank text for none', () => {
    expect(emailContent(email({ html: ' ', text: null, subject: '' }))).toMatchObject({
      html: null,
      text: null,
      subject: '',
    });
  });

  it('dates an email without a time by its storing', () => {
    expect(emailContent(email({ sentAt: null })).sentAt).toBe(earlier);
  });
});

describe('taskContent', () => {
  it.each([
    ['EMAIL', 'email'],
    ['REPLY_TO_EMAIL', 'email'],
    ['PHONE_CALL', 'call'],
    ['ACTION_ITEM', 'action'],
    ['LINKEDIN_SEND_MESSAGE', 'linkedin'],
    ['LINKEDIN_VIEW_PROFILE', 'linkedin'],
  ])('takes a %s for a task of kind %s (R-TASK-3)', (type, kind) => {
    expect(taskContent(task({ type })).kind).toBe(kind);
  });

  it.each([
    ['URGENT', 'high'],
    ['HIGH', 'high'],
    ['MEDIUM', 'medium'],
    ['LOW', 'low'],
    [null, 'medium'],
  ])('takes the priority %s for %s (R-TASK-3)', (priority, expected) => {
    expect(taskContent(task({ priority })).priority).toBe(expected);
  });

  it('says when a task is due and when it was done (R-TASK-3)', () => {
    const fields = { status: 'COMPLETED', dueAt: '2026-03-25T10:00:00Z', endedAt: earlier };
    expect(taskContent(task(fields))).toMatchObject({
      isDone: true,
      dueAt: '2026-03-25T10:00:00.000Z',
      endedAt: earlier,
    });
    expect(taskContent(task())).toMatchObject({ isDone: false, dueAt: null, note: null });
  });

  it('logs the text of the template of an email (R-EMAIL-4)', () => {
    expect(taskContent(email())).toMatchObject({
      kind: 'email',
      isDone: true,
      subject: 'Hello',
      note: 'Hello {{person.firstName}}',
      endedAt: '2026-03-23T09:00:00.000Z',
    });
  });

  it('logs what a person wrote without a template (R-EMAIL-4)', () => {
    expect(taskContent(email({ template: null, origin: 'manual' })).note).toBe('Hello Jo');
  });

  it('logs a reply without content (R-EMAIL-4)', () => {
    expect(taskContent(reply()).note).toBeNull();
  });
});

describe('chooseActivityObject', () => {
  const choose = (record = email(), emailWriteback: 'emailMessage' | 'task' = 'emailMessage') =>
    chooseActivityObject({ record, settings: { emailWriteback }, hasEmailObject: true });

  it('records automatic emails and replies where the setting says (R-EMAIL-4)', () => {
    for (const record of [email(), reply(), reply({ origin: 'manual' })]) {
      expect(choose(record)).toBe('email');
      expect(choose(record, 'task')).toBe('task');
    }
  });

  it('records a manual email as a task, whatever the setting (R-EMAIL-4)', () => {
    expect(choose(email({ origin: 'manual' }))).toBe('task');
    expect(choose(task())).toBe('task');
  });

  it('records emails as tasks where the account has no emails (R-EMAIL-4)', () => {
    const settings = { emailWriteback: 'emailMessage' } as const;
    expect(chooseActivityObject({ record: email(), settings, hasEmailObject: false })).toBe('task');
  });
});
