import { toInstant } from '../store/instant.ts';
import { encodeId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import { pickRow } from './live-rows.ts';
import { linkerOf } from './plant-link.ts';
import { planterOf, type SeedContext } from './plant-record.ts';

/** The tasks of a seed. */
export interface SeededTasks {
  /** Tasks that carry the platform's key. */
  readonly ours: readonly string[];
}

const subjects = ['Call back', 'Send proposal', 'Check in', 'Prepare demo', 'Ask for referral'];
const dayMs = 86_400_000;

const valuesOf = ({ random, users }: SeedContext, createdAt: number): Record<string, Value> => {
  const isDone = random.chance(0.6);
  return {
    hs_timestamp: toInstant(createdAt + random.below(14) * dayMs),
    hs_task_subject: random.pick(subjects),
    hs_task_body: random.chance(0.3) ? '<p>Note by hand:<br>see last call.</p>' : null,
    hs_task_status: isDone ? 'COMPLETED' : random.pick(['NOT_STARTED', 'IN_PROGRESS', 'WAITING']),
    hs_task_priority: random.pick(['NONE', 'NONE', 'LOW', 'MEDIUM', 'HIGH']),
    hs_task_type: random.pick(['TODO', 'TODO', 'CALL', 'EMAIL', 'LINKED_IN_MESSAGE']),
    hs_task_is_completed: String(isDone),
    hs_task_completion_count: isDone ? '1' : '0',
    hs_task_completion_date: isDone ? toInstant(createdAt + random.below(dayMs)) : null,
    hubspot_owner_id: random.chance(0.9) ? random.pick(users.owners) : null,
  };
};

/** Plants tasks, most about a contact, a few of the platform's. */
export const seedTasks = (context: SeedContext, count: number): SeededTasks => {
  const { portal, random, times } = context;
  const plant = planterOf(context, 'tasks');
  const toContact = linkerOf(portal, 'tasks', 'contacts');
  const ours: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const when = times(index, count);
    const isArchived = random.chance(0.01);
    const isOurs = random.chance(0.05);
    const key = isOurs ? `seed-task-${index}` : null;
    const values = { ...valuesOf(context, when.createdAt), unify_metadata: key };
    const row = plant({ ...when, isArchived, values });
    const contact = random.chance(0.85) ? pickRow(random, portal.table('contacts')) : null;
    if (contact !== null) toContact(row, contact);
    if (isOurs && !isArchived) ours.push(encodeId(row));
  }
  return { ours };
};
