import type { Value } from '../store/table.ts';
import { type Plant, type Planting, planterOf } from './plant-record.ts';
import { liveRows, type Picked, pickRow, type Rows } from './live-rows.ts';
import type { SeedContext } from './seed-accounts.ts';

/** The tasks of a seed. */
export interface SeededTasks {
  /** Calls that a dialer logged, which know nothing of the platform. */
  readonly calls: readonly string[];
  /** Tasks that carry the platform's key. */
  readonly ours: readonly string[];
}

/** The emails of a seed. */
export interface SeededEmails {
  /** Emails that another integration logged, by their message identifiers. */
  readonly foreign: ReadonlyMap<string, string>;
}

interface Pool {
  readonly contacts: Rows;
  readonly leads: Rows;
  readonly accounts: Rows;
  readonly opportunities: Rows;
}

type Fields = Record<string, Value>;

const subjects = ['Call back', 'Send proposal', 'Check in', 'Prepare demo', 'Ask for referral'];
const results = ['Connected', 'Left voicemail', 'No answer', 'Wrong number', null];

const poolOf = ({ org }: SeedContext): Pool => ({
  contacts: liveRows(org.table('Contact')),
  leads: liveRows(org.table('Lead')),
  accounts: liveRows(org.table('Account')),
  opportunities: liveRows(org.table('Opportunity')),
});

const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

const accountOf = (who: Picked | null, what: Picked | null): string | null => {
  if (what?.id.startsWith('001') === true) return what.id;
  return (what ?? who)?.text('AccountId') ?? null;
};

/** Whom and what a task is about: a contact mostly, a lead alone, now and then nobody. */
const relationsOf = ({ random }: SeedContext, pool: Pool): Fields => {
  if (random.chance(0.15)) {
    const lead = pickRow(random, pool.leads);
    return { WhoId: lead?.id ?? null, WhatId: null, AccountId: null };
  }
  const who = random.chance(0.85) ? pickRow(random, pool.contacts) : null;
  const what = random.chance(0.45)
    ? pickRow(random, random.chance(0.6) ? pool.accounts : pool.opportunities)
    : null;
  return { WhoId: who?.id ?? null, WhatId: what?.id ?? null, AccountId: accountOf(who, what) };
};

/** A status, closed or open as wanted. */
const statusOf = ({ org, random }: SeedContext, isClosed: boolean): string => {
  const all = org.rules.taskStatuses;
  const wanted = all.filter((one) => one.isClosed === isClosed);
  return random.pick(wanted.length > 0 ? wanted : all).apiName;
};

const callValues = ({ random }: SeedContext): Fields => ({
  Subject: 'Call',
  Type: 'Call',
  TaskSubtype: 'Call',
  CallType: random.chance(0.8) ? 'Outbound' : 'Inbound',
  CallDurationInSeconds: random.below(900),
  CallDisposition: random.pick(results),
  CallObject: `dialer-${random.below(1_000_000)}`,
});

const todoValues = ({ random }: SeedContext): Fields => ({
  Subject: random.pick(subjects),
  TaskSubtype: random.chance(0.1) ? 'Call' : 'Task',
  Type: random.chance(0.2) ? 'Meeting' : null,
  Description: random.chance(0.3) ? 'Note by hand:\nsee last call.' : null,
});

const taskValues = (context: SeedContext, pool: Pool, at: number): Fields => {
  const { random, users } = context;
  const isCall = random.chance(0.15);
  const isClosed = isCall || random.chance(0.6);
  const due = random.chance(0.8) ? at + random.below(14) * 86_400 : null;
  return {
    ...relationsOf(context, pool),
    ...(isCall ? callValues(context) : todoValues(context)),
    Status: statusOf(context, isClosed),
    Priority: random.chance(0.2) ? 'High' : 'Normal',
    ActivityDate: due === null ? null : dayOf(due),
    CompletedDateTime: isClosed ? at + random.below(86_400) : null,
    OwnerId: random.pick(users.owners),
  };
};

/** Plants tasks over two years: open and closed ones, calls of a dialer, a few of the platform's; old closed ones are archived. */
export const seedTasks = (context: SeedContext, count: number): SeededTasks => {
  const { org, random, times, users } = context;
  const plant = planterOf(org.table('Task'));
  const pool = poolOf(context);
  const calls: string[] = [];
  const ours: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const when = times(index, count);
    const values = taskValues(context, pool, when.createdAt);
    const isDialed = typeof values['CallObject'] === 'string';
    const isOurs = !isDialed && random.chance(0.05);
    const isDeleted = random.chance(0.01);
    const key = isOurs ? `seed-task-${index}` : null;
    const id = plant(
      { ...values, Unify_Metadata__c: key },
      {
        ...when,
        userId: isOurs ? users.integration : random.pick(users.owners),
        state: isDeleted ? 'deleted' : 'live',
      },
    );
    if (isDeleted) continue;
    if (isDialed) calls.push(id);
    if (isOurs) ours.push(id);
  }
  return { calls, ours };
};

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
