import type { Value } from '../store/table.ts';
import { dayOf, statusOf } from './activity-values.ts';
import { liveRows, type Picked, pickRow, type Rows } from './live-rows.ts';
import { type Plant, type Planting, planterOf } from './plant-record.ts';
import type { SeedContext } from './seed-accounts.ts';

/** The emails of a seed. */
export interface SeededEmails {
  /** Emails that another integration logged, by their message identifiers. */
  readonly foreign: ReadonlyMap<string, string>;
}

type Fields = Record<string, Value>;

interface EmailPlanters {
  readonly task: Plant;
  readonly message: Plant;
  readonly relation: Plant;
}

const addressValues = (
  person: Picked | null,
  sender: Picked | null,
  isIncoming: boolean,
): Fields => {
  const [from, to] = isIncoming ? [person, sender] : [sender, person];
  return {
    FromAddress: from?.text('Email') ?? 'unknown@nowhere.example',
    FromName: from?.text('Name') ?? null,
    ToAddress: to?.text('Email') ?? null,
    Incoming: isIncoming,
    Status: isIncoming ? '1' : '3',
  };
};

const plantRelations = (
  { relation }: EmailPlanters,
  [message, planting]: readonly [string, Planting],
  people: readonly (readonly [string, Picked | null])[],
): void => {
  for (const [RelationType, person] of people) {
    const RelationId = person?.id ?? null;
    const RelationAddress = person?.text('Email') ?? null;
    if (RelationId === null) continue;
    relation({ EmailMessageId: message, RelationType, RelationId, RelationAddress }, planting);
  }
};

const plantEmail = (
  context: SeedContext,
  planters: EmailPlanters,
  {
    key,
    people,
    senders,
    planting,
  }: { key: string; people: Rows; senders: Rows; planting: Planting },
): string => {
  const { random } = context;
  const [person, sender] = [pickRow(random, people), pickRow(random, senders)];
  const isIncoming = random.chance(0.25);
  const Subject = random.pick(['Quick question', 'Following up', 'Our proposal', 'Re: pricing']);
  const activity = planters.task(
    {
      Subject: `Email: ${Subject}`,
      Status: statusOf(context, true),
      Priority: 'Normal',
      Type: 'Email',
      TaskSubtype: 'Email',
      ActivityDate: dayOf(planting.createdAt),
      CompletedDateTime: planting.createdAt,
      WhoId: person?.id ?? null,
      AccountId: person?.text('AccountId') ?? null,
      OwnerId: sender?.id ?? planting.userId,
    },
    planting,
  );
  const message = planters.message(
    {
      ...addressValues(person, sender, isIncoming),
      Subject,
      TextBody: 'Hello,\nshall we talk next week?',
      MessageDate: planting.createdAt,
      MessageIdentifier: key,
      ActivityId: activity,
      RelatedToId: person?.text('AccountId') ?? null,
    },
    planting,
  );
  const [from, to] = isIncoming ? [person, sender] : [sender, person];
  const related = [['FromAddress', from] as const, ['ToAddress', to] as const];
  plantRelations(planters, [message, planting], related);
  return message;
};

/** Plants emails of another integration, each with its task and its relations. */
export const seedEmails = (context: SeedContext, count: number): SeededEmails => {
  const { org, random, times, users } = context;
  const planters: EmailPlanters = {
    task: planterOf(org.table('Task')),
    message: planterOf(org.table('EmailMessage')),
    relation: planterOf(org.table('EmailMessageRelation')),
  };
  const [people, senders] = [liveRows(org.table('Contact')), liveRows(org.table('User'))];
  const foreign = new Map<string, string>();
  for (let index = 0; index < count; index += 1) {
    const { createdAt } = times(index, count);
    const userId = random.pick(users.owners);
    const planting = { createdAt, changedAt: createdAt, userId };
    const key = `<seed-${index}@mail.sim.example>`;
    foreign.set(key, plantEmail(context, planters, { key, people, senders, planting }));
  }
  return { foreign };
};
