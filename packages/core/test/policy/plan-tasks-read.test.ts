import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fields, toInstant, toRemoteId } from '../../src/contract/index.ts';
import type { MirrorRow } from '../../src/platform/index.ts';
import { planTasksRead, type TaskPageFacts } from '../../src/policy/index.ts';
import { description, earlier, link, now, row } from './given.ts';
import { task } from './given-activity.ts';

const taskRow = (id: string, fields: Fields, other: Partial<MirrorRow> = {}): MirrorRow => ({
  ...row(id, fields, { keys: [], ...other }),
  crmObject: 'Task',
});

const isText = (value: unknown) => (typeof value === 'string' ? value : null);

const facts = (other: Partial<TaskPageFacts> = {}): TaskPageFacts => ({
  rows: [],
  context: { known: [], platform: [], links: [] },
  layout: {
    read: ({ Done, EndedAt, Call, Who }) => ({
      isDone: Done === true,
      endedAt: typeof EndedAt === 'string' ? toInstant(EndedAt) : null,
      isCall: Call === true,
      people: isText(Who) === null ? [] : [String(Who)],
    }),
  },
  description: description(),
  personIds: new Map([
    [toRemoteId('003J'), 'person-1'],
    [toRemoteId('00QJ'), 'person-1'],
    [toRemoteId('003M'), 'person-2'],
  ]),
  openTasks: [],
  now,
  ...other,
});

const completedIn = (given: Partial<TaskPageFacts>) =>
  planTasksRead(facts(given)).platform.map(({ id }) => id);

const ours = link('task-1', '00T1', { crmObject: 'Task', createdByUs: true });

const linked = (fields = {}) => ({ known: [], platform: [task(fields)], links: [ours] });

const call = (id: string, Who = '003J') => taskRow(id, { Done: true, Call: true, Who });

describe('planTasksRead: a task that we wrote', () => {
  const rows = [taskRow('00T1', { Done: true })];

  it('is completed on the platform once it is in the CRM (R-TASK-5)', () => {
    const plan = planTasksRead(facts({ rows, context: linked() }));
    const source = { connectionId: 'sf', crmObject: 'Task', crmId: '00T1' };
    expect(plan.platform).toEqual([
      {
        ...task(),
        fields: { ...task().fields, status: 'COMPLETED', endedAt: earlier },
        sources: { status: source, endedAt: source },
        version: 2,
        updatedAt: now,
      },
    ]);
    expect(plan.rows).toEqual(rows);
  });

  it('ended when the CRM says (R-TASK-5)', () => {
    const at = '2026-03-19T08:00:00.000Z';
    const plan = planTasksRead(
      facts({ rows: [taskRow('00T1', { Done: true, EndedAt: at })], context: linked() }),
    );
    expect(plan.platform).toMatchObject([{ fields: { endedAt: at } }]);
  });

  it('is found by its unique key before it is linked (R-TASK-5)', () => {
    const keys = [{ kind: 'unique-key', value: 'task-1' }] as const;
    const keyed = [taskRow('00T1', { Done: true }, { keys })];
    const context = { ...linked(), links: [] };
    expect(completedIn({ rows: keyed, context })).toEqual(['task-1']);
  });

  it.each(['COMPLETED', 'SKIPPED', 'CANCELED', 'DELETED'])('stays %s (R-TASK-5)', (status) => {
    expect(completedIn({ rows, context: linked({ status }) })).toEqual([]);
  });

  it('is never opened or changed otherwise (R-TASK-5)', () => {
    const open = [taskRow('00T1', { Done: false })];
    expect(completedIn({ rows: open, context: linked({ status: 'COMPLETED' }) })).toEqual([]);
    expect(completedIn({ rows: open, context: linked() })).toEqual([]);
  });

  it.each(['EMAIL', 'REPLY_TO_EMAIL'])('is left alone when it is an %s (R-TASK-7)', (type) => {
    expect(completedIn({ rows, context: linked({ type }) })).toEqual([]);
  });

  it('is not completed by its removal, or by an older state (R-TASK-5)', () => {
    const removed = [taskRow('00T1', { Done: true }, { removed: true })];
    expect(completedIn({ rows: removed, context: linked() })).toEqual([]);
    const known = [taskRow('00T1', { Done: false }, { modifiedAt: now })];
    expect(completedIn({ rows, context: { ...linked(), known } })).toEqual([]);
  });

  it('is not one that is only linked (R-TASK-5)', () => {
    const context = { ...linked(), links: [{ ...ours, createdByUs: false }] };
    expect(completedIn({ rows, context })).toEqual([]);
  });
});

describe('planTasksRead: a call by a dialer', () => {
  const openTasks = [task()];

  it.each(['003J', '00QJ'])('completes the one open call task of %s (R-TASK-6)', (who) => {
    expect(completedIn({ rows: [call('00T9', who)], openTasks })).toEqual(['task-1']);
  });

  it('completes none where several match (R-TASK-6)', () => {
    const two = [task(), task({}, { id: 'task-2' })];
    expect(completedIn({ rows: [call('00T8'), call('00T9')], openTasks: two })).toEqual([]);
  });

  it.each([
    ['another person', task({}, { personId: 'person-2' })],
    ['another kind of task', task({ type: 'ACTION_ITEM' })],
    ['nobody', task({}, { personId: null })],
  ])('leaves a task of %s alone (R-TASK-6)', (_, other) => {
    expect(completedIn({ rows: [call('00T9')], openTasks: [other] })).toEqual([]);
    expect(completedIn({ rows: [call('00T9')], openTasks: [other, task()] })).toEqual(['task-1']);
  });

  it('completes nothing for somebody the platform does not know (R-TASK-6)', () => {
    const stranger = [task({}, { personId: null })];
    expect(completedIn({ rows: [call('00T9', '003X')], openTasks: stranger })).toEqual([]);
  });

  it('completes one task once, and no other in its place (R-TASK-6)', () => {
    const calls = ['2026-03-18T08:00:00.000Z', '2026-03-19T08:00:00.000Z'].map((EndedAt, at) =>
      taskRow(`00T${at}`, { ...call('00T8').fields, EndedAt }),
    );
    expect(planTasksRead(facts({ rows: calls, openTasks })).platform).toMatchObject([
      { id: 'task-1', version: 2, fields: { endedAt: '2026-03-18T08:00:00.000Z' } },
    ]);
    const known = [call('00T8')];
    const next = [task({}, { id: 'task-2' })];
    const context = { ...linked({ status: 'COMPLETED' }), known };
    expect(completedIn({ rows: [call('00T8')], openTasks: next, context })).toEqual([]);
  });

  it('counts once a planned call is made (R-TASK-6)', () => {
    const known = [taskRow('00T9', { Done: false, Call: true, Who: '003J' })];
    const context = { known, platform: [], links: [] };
    expect(completedIn({ rows: [call('00T9')], openTasks, context })).toEqual(['task-1']);
  });

  it('does not count where two tasks were open before the page (R-TASK-6)', () => {
    const rows = [taskRow('00T1', { Done: true }), call('00T9')];
    const two = [task(), task({}, { id: 'task-2' })];
    expect(completedIn({ rows, openTasks: two, context: linked() })).toEqual(['task-1']);
  });

  it('is no call of ours, and no other task (R-TASK-6)', () => {
    const keys = [{ kind: 'unique-key', value: 'task-7' }] as const;
    expect(completedIn({ rows: [{ ...call('00T9'), keys }], openTasks })).toEqual([]);
    const other = [taskRow('00T9', { Done: true, Call: false, Who: '003J' })];
    expect(completedIn({ rows: other, openTasks })).toEqual([]);
  });
});

describe('planTasksRead: always', () => {
  it('changes nothing when a page is read again (R-TASK-5)', () => {
    const ids = ['00T1', '00T2', '00T3'];
    const rows = fc.array(
      fc.record({
        id: fc.constantFrom(...ids),
        fields: fc.record({
          Done: fc.boolean(),
          Call: fc.boolean(),
          Who: fc.constantFrom('003J', '003M', null),
        }),
      }),
      { maxLength: 5 },
    );
    const tasks = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('task-1', 'task-2', 'task-3'),
        personId: fc.constantFrom('person-1', 'person-2'),
        type: fc.constantFrom('PHONE_CALL', 'ACTION_ITEM', 'EMAIL'),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(rows, tasks, (given, open) => {
        const page = given.map(({ id, fields }) => taskRow(id, fields));
        const openTasks = open.map(({ type, ...one }) => task({ type }, one));
        const context = { known: [], platform: [], links: [ours] };
        const first = planTasksRead(facts({ rows: page, openTasks, context }));
        const changed = new Map(first.platform.map((one) => [one.id, one]));
        const later = openTasks.filter(({ id }) => !changed.has(id));
        const again = { known: first.rows, platform: first.platform, links: [ours] };
        expect(completedIn({ rows: page, openTasks: later, context: again })).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
