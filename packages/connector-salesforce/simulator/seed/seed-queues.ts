import type { Org } from '../org/org.ts';
import { planterOf } from './plant-record.ts';
import type { SeedUsers } from './seed-users.ts';

/** Plants the queues that leads wait in; returns their ids. */
export const seedQueues = (org: Org, users: SeedUsers, at: number): string[] => {
  const plant = planterOf(org.table('Group'));
  const plantUse = planterOf(org.table('QueueSobject'));
  const when = { createdAt: at, changedAt: at, userId: users.person };
  return ['Inbound Leads', 'Partner Leads'].map((Name) => {
    const id = plant(
      {
        Name,
        DeveloperName: Name.replace(' ', '_'),
        Type: 'Queue',
        OwnerId: org.id,
        DoesSendEmailToMembers: false,
        DoesIncludeBosses: true,
      },
      when,
    );
    plantUse({ QueueId: id, SobjectType: 'Lead' }, when);
    return id;
  });
};
