import { describe, expect, it } from 'vitest';
import { idsOf, openReadingStage, pathStyles, plant, readPass } from './reading-stage.ts';

const minute = 60_000;

describe.each(pathStyles)('tasks under $name paths', (paths) => {
  it('are read from connecting on', async () => {
    const stage = await openReadingStage({}, paths);
    const { crm, context, objects, asked } = stage;
    const [old = ''] = plant(stage, 'tasks', 5);
    crm.clock.advance(60 * minute);
    const { read } = objects.tasks;
    const first = await readPass(context, read);
    expect(first.records).toEqual([]);
    expect(asked()).toHaveLength(1);
    crm.portal.update({ object: 'tasks', id: old }, { hs_task_status: 'COMPLETED' });
    const [fresh] = plant(stage, 'tasks', 1, 10);
    crm.clock.advance(minute);
    const second = await readPass(context, read, { from: first.cursor });
    expect(idsOf(second.records)).toEqual([old, fresh]);
  });

  it('tell what they are and when they were completed (R-TASK-5)', async () => {
    const stage = await openReadingStage({}, paths);
    const { crm, context, objects } = stage;
    const [id = ''] = plant(stage, 'tasks', 1);
    const { read, activities, alwaysRead } = objects.tasks;
    const { cursor } = await readPass(context, read);
    crm.clock.advance(minute);
    const change = { hs_task_status: 'COMPLETED', hs_task_type: 'CALL', hs_task_priority: 'HIGH' };
    crm.portal.update({ object: 'tasks', id }, change);
    const endedAt = new Date(crm.clock.now()).toISOString();
    crm.clock.advance(minute);
    const { latest } = await readPass(context, read, { fields: alwaysRead, from: cursor });
    const fields = latest.get(id)?.fields ?? {};
    expect(fields).toEqual({
      hs_timestamp: '2026-06-02T09:00:00.000Z',
      hs_task_subject: 'Task 0',
      hs_task_body: null,
      hs_task_status: 'COMPLETED',
      hs_task_priority: 'HIGH',
      hs_task_type: 'CALL',
      hs_task_is_completed: true,
      hs_task_completion_date: endedAt,
    });
    const state = activities.read(fields);
    expect(state).toMatchObject({ isDone: true, endedAt });
  });
});
