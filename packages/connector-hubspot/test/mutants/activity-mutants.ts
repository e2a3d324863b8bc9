import type { ActivityLayout, DraftLink, RemoteId } from '@concord/core/contract';
import { changeCreate, changeErrors } from './change-writes.ts';
import { changeObjects, changeWrite, type Mutant } from './mutant.ts';

const changeLinks = (change: (links: readonly DraftLink[]) => DraftLink[]): Mutant['mutate'] =>
  changeCreate(
    (call) => (context, drafts) =>
      call(
        context,
        drafts.map((draft) => ({ ...draft, links: change(draft.links ?? []) })),
      ),
  );

const changeActivities = (
  change: (activities: ActivityLayout) => Partial<ActivityLayout>,
): Mutant['mutate'] =>
  changeObjects((object) =>
    object.activities
      ? { ...object, activities: { ...object.activities, ...change(object.activities) } }
      : object,
  );

/** Lets a later removal of the same record fail, as a CRM does that is asked plainly. */
const failsOnGone = changeWrite((write) => {
  const { remove } = write;
  if (!remove) return {};
  const gone = new Set<RemoteId>();
  return {
    remove: {
      ...remove,
      call: async (context, ids) => {
        const fresh = ids.filter((id) => !gone.has(id));
        const results = await remove.call(context, fresh);
        for (const id of fresh) gone.add(id);
        return results;
      },
    },
  };
});

/** Emails and tasks that hang on nothing, are not found again, or say the wrong thing. */
export const activityMutants: readonly Mutant[] = [
  {
    audit: 'ACT-01',
    fault: 'leaves the owner of a task to HubSpot',
    object: 'tasks',
    mutate: changeLinks((links) => links.filter(({ role }) => role !== 'owner')),
  },
  {
    audit: 'ACT-02',
    fault: 'takes a lost answer for a failure',
    object: 'emails',
    mutate: changeErrors((details) => ({ ...details, effect: 'none' })),
  },
  {
    audit: 'ACT-02',
    fault: 'leaves out the message id',
    object: 'emails',
    mutate: changeActivities(({ email }) => ({
      ...(email && {
        email: (content, description) => ({
          ...email(content, description),
          hs_email_message_id: null,
        }),
      }),
    })),
  },
  {
    audit: 'ACT-03',
    fault: 'does not answer for a task that it has removed before',
    object: 'tasks',
    mutate: failsOnGone,
  },
  {
    audit: 'ACT-04',
    fault: 'takes an older task for the one that was lost',
    object: 'tasks',
    mutate: changeWrite(({ findCreated }) => ({
      ...(findCreated && {
        findCreated: (context, lost) =>
          findCreated(context, { ...lost, since: '2026-01-01T00:00:00.000Z' as typeof lost.since }),
      }),
    })),
  },
  {
    audit: 'ACT-05',
    fault: 'takes every task for one of ours that is open',
    object: 'tasks',
    mutate: changeActivities(({ read }) => ({
      ...(read && {
        read: (fields, description) => {
          const state = read({ ...fields, hs_task_type: 'CALL' }, description);
          return state && { ...state, isDone: false };
        },
      }),
    })),
  },
  {
    audit: 'ACT-05',
    fault: 'takes email tasks for others',
    object: 'tasks',
    mutate: changeActivities(({ read }) => ({
      ...(read && {
        read: (fields, description) =>
          read(
            { ...fields, hs_task_type: fields['hs_task_type'] === 'CALL' ? 'CALL' : 'TODO' },
            description,
          ),
      }),
    })),
  },
];
