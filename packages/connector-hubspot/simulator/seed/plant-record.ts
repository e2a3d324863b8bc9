import type { SeededRandom } from '@concord/testkit/simulator';
import type { Portal } from '../portal/portal.ts';
import type { Table, Value } from '../store/table.ts';
import type { SeedUsers } from './seed-owners.ts';
import type { TimesOf } from './seed-times.ts';

/** What the parts of a seed share. */
export interface SeedContext {
  readonly portal: Portal;
  readonly random: SeededRandom;
  readonly times: TimesOf;
  readonly users: SeedUsers;
}

/** A record to plant, without any check. */
export interface Planting {
  readonly values: Readonly<Record<string, Value>>;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly isArchived: boolean;
}

type Source = readonly [source: string, id: string | null, detail: string | null];

const sourcesOf = ({ integration, person }: SeedUsers): readonly Source[] => [
  ['CRM_UI', `userId:${person}`, null],
  ['CRM_UI', `userId:${person}`, null],
  ['IMPORT', '14412007', 'contacts.csv'],
  ['FORM', '9fd2c7e4-6f0d-4d1a-a5d4-1c7b1f1f9a30', 'Newsletter'],
  ['INTEGRATION', integration, 'Sim Integration'],
];

const plantSource = (table: Table, row: number, [source, id, detail]: Source): void => {
  table.set(row, 'hs_object_source', source);
  table.set(row, 'hs_object_source_id', id);
  table.set(row, 'hs_object_source_label', source);
  if (detail !== null) table.set(row, 'hs_object_source_detail_1', detail);
};

/** Plants records of one object type; each answers its row. */
export const planterOf = (
  { portal, random, users }: SeedContext,
  object: string,
): ((planting: Planting) => number) => {
  const table = portal.table(object);
  const sources = sourcesOf(users);
  return ({ values, createdAt, modifiedAt, isArchived }) => {
    const row = table.allot();
    table.setCreatedAt(row, createdAt);
    table.setModifiedAt(row, modifiedAt);
    plantSource(table, row, random.pick(sources));
    for (const [name, value] of Object.entries(values))
      if (value !== null && portal.property(object, name)) table.set(row, name, value);
    table.setState(row, isArchived ? 'archived' : 'live');
    if (isArchived) table.archivedAt.set(row, modifiedAt);
    return row;
  };
};

const plays = ['New funding', 'Website visit', 'Job change', 'Champion moved', 'Tech install'];

/** Properties of the platform on a few records, as an earlier use of it would have left them. */
export const productValues = (
  random: SeededRandom,
  [kind, index]: readonly [string, number],
  at: number,
): Record<string, Value> => {
  if (!random.chance(0.08)) return {};
  const time = new Date(at).toISOString();
  return {
    unify_metadata: random.chance(0.25) ? `seed-${kind}-${index}` : null,
    unify_created_at: time,
    unify_initial_play: random.pick(plays),
    unify_initial_play_at: time,
    unify_most_recent_play: random.chance(0.5) ? random.pick(plays) : null,
  };
};
