import { stageValues } from '../portal/derive-deal.ts';
import { encodeId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import { pickRow } from './live-rows.ts';
import { linkerOf } from './plant-link.ts';
import { planterOf, type SeedContext } from './plant-record.ts';

/** The deals of a seed. */
export interface SeededDeals {
  readonly open: readonly string[];
  /** Live deals without a company. */
  readonly withoutCompany: readonly string[];
  readonly archived: readonly string[];
}

const names = ['New business', 'Expansion', 'Pilot', 'Renewal', 'Rollout'];

const valuesOf = (
  { portal, random, users }: SeedContext,
  index: number,
  createdAt: number,
): { values: Record<string, Value>; isOpen: boolean } => {
  const pipeline = random.pick(portal.pipelines.of('deals'));
  const stage = random.pick(pipeline.stages);
  const amount = random.chance(0.8) ? String(1000 * (1 + random.below(400))) : null;
  return {
    isOpen: !stage.isClosed,
    values: {
      dealname: `${random.pick(names)} ${index}`,
      pipeline: pipeline.id,
      dealstage: stage.id,
      amount,
      amount_in_home_currency: amount,
      closedate: new Date(createdAt + random.below(180) * 86_400_000).toISOString(),
      dealtype: random.chance(0.6) ? 'newbusiness' : null,
      hubspot_owner_id: random.pick(users.owners),
      ...Object.fromEntries(random.chance(0.95) ? stageValues(stage) : []),
    },
  };
};

/** Plants deals open, won and lost in two pipelines, most with a company and contacts; a few old ones do not say whether they are closed. */
export const seedDeals = (context: SeedContext, count: number): SeededDeals => {
  const { portal, random, times } = context;
  const plant = planterOf(context, 'deals');
  const toCompany = linkerOf(portal, 'deals', 'companies');
  const toContact = linkerOf(portal, 'deals', 'contacts');
  const open: string[] = [];
  const withoutCompany: string[] = [];
  const archived: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const when = times(index, count);
    const isArchived = random.chance(0.02);
    const { values, isOpen } = valuesOf(context, index, when.createdAt);
    const row = plant({ ...when, isArchived, values });
    const company = random.chance(0.9) ? pickRow(random, portal.table('companies')) : null;
    const contact = random.chance(0.8) ? pickRow(random, portal.table('contacts')) : null;
    if (company !== null) toCompany(row, company, true);
    if (contact !== null) toContact(row, contact);
    const id = encodeId(row);
    if (isArchived) archived.push(id);
    else if (company === null) withoutCompany.push(id);
    if (isOpen && !isArchived) open.push(id);
  }
  return { open, withoutCompany, archived };
};
