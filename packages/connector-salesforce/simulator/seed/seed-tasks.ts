import type { Value } from '../store/table.ts';
import { dayOf, statusOf } from './activity-values.ts';
import { planterOf } from './plant-record.ts';
import { liveRows, type Picked, pickRow, type Rows } from './live-rows.ts';
import type { SeedContext } from './seed-accounts.ts';

/** The tasks of a seed. */
export interface SeededTasks {
  /** Calls that a dialer logged, which know nothing of the platform. */
  readonly calls: readonly string[];
  /** Tasks that carry the platform's key. */
  readonly ours: readonly string[];
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
