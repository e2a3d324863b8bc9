import type { Value } from '../store/table.ts';
import { type Plant, planterOf } from './plant-record.ts';
import type { SeedContext } from './seed-accounts.ts';
import { pickRow, type Rows, liveRows } from './live-rows.ts';

/** The opportunities of a seed. */
export interface SeededOpportunities {
  /** Live ones that belong to no account. */
  readonly withoutAccount: readonly string[];
  /** Live ones that are open. */
  readonly open: readonly string[];
}

const roles = ['Decision Maker', 'Economic Buyer', 'Influencer', 'Evaluator', null];

const dayAfter = (seconds: number, days: number): string =>
  new Date((seconds + days * 86_400) * 1000).toISOString().slice(0, 10);

const valuesOf = (context: SeedContext, accounts: Rows, at: number): Record<string, Value> => {
  const { org, random, users } = context;
  const stages = org.rules.opportunityStages;
  const open = stages.filter(({ isClosed }) => !isClosed);
  const closed = stages.filter(({ isClosed }) => isClosed);
  const stage = random.pick(random.chance(0.5) && open.length > 0 ? open : closed);
  const account = random.chance(0.9) ? pickRow(random, accounts) : null;
  return {
    Name: `${account?.text('Name') ?? 'Walk-in'} - Deal`.slice(0, 120),
    AccountId: account?.id ?? null,
    StageName: stage.apiName,
    Probability: stage.probability,
    ForecastCategoryName: stage.forecast,
    Amount: random.chance(0.8) ? 500 * (1 + random.below(400)) : null,
    CloseDate: dayAfter(at, 20 + random.below(200)),
    LeadSource: random.chance(0.4) ? random.pick(['Web', 'Partner Referral', 'Other']) : null,
    Type: random.chance(0.5) ? 'New Customer' : null,
    OwnerId: random.pick(users.owners),
  };
};

interface Deal {
  readonly id: string;
  readonly at: number;
}

/** Nobody, or up to three people, the first of whom is mostly the primary one. */
const plantRoles = (
  context: SeedContext,
  plant: Plant,
  { people, id, at }: Deal & { people: Rows },
) => {
  const { random, users } = context;
  const count = random.chance(0.3) ? 0 : 1 + random.below(3);
  const hasPrimary = random.chance(0.8);
  for (let nth = 0; nth < count; nth += 1) {
    const person = pickRow(random, people);
    if (!person) return;
    const role = { Role: random.pick(roles), IsPrimary: hasPrimary && nth === 0 };
    plant(
      { OpportunityId: id, ContactId: person.id, ...role },
      { createdAt: at, changedAt: at, userId: random.pick(users.owners) },
    );
  }
};

/** Plants opportunities, half of them open, one in ten without an account, most with contact roles. */
export const seedOpportunities = (context: SeedContext, count: number): SeededOpportunities => {
  const { org, random, times, users } = context;
  const plant = planterOf(org.table('Opportunity'));
  const plantRole = planterOf(org.table('OpportunityContactRole'));
  const [accounts, people] = [liveRows(org.table('Account')), liveRows(org.table('Contact'))];
  const closed = new Set<Value>(
    org.rules.opportunityStages.flatMap((one) => (one.isClosed ? one.apiName : [])),
  );
  const withoutAccount: string[] = [];
  const open: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const when = times(index, count);
    const values = valuesOf(context, accounts, when.createdAt);
    const isDeleted = random.chance(0.01);
    const userId = random.pick(users.owners);
    const id = plant(values, { ...when, userId, state: isDeleted ? 'deleted' : 'live' });
    if (isDeleted) continue;
    if (values['AccountId'] === null) withoutAccount.push(id);
    if (!closed.has(values['StageName'] ?? null)) open.push(id);
    plantRoles(context, plantRole, { people, id, at: when.createdAt });
  }
  return { withoutAccount, open };
};
