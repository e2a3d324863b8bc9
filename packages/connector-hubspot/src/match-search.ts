import { toRemoteId, type Context, type MatchKey, type RemoteId } from '@concord/core/contract';
import type { KeyField } from './match-fields.ts';
import { spellingsOf } from './match-keys.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { isModest, selectWhere, type Condition, type SearchQuery } from './query-text.ts';
import { searchRows } from './search-rows.ts';

/** Keys to search for, and the properties that may hold them. */
export interface Searched {
  readonly keys: readonly MatchKey[];
  readonly fields: readonly KeyField[];
}

/** Ids of the records that the index shows near a key: what they hold by now is another question. */
export const searchIds = async (
  context: Context,
  shape: ObjectShape,
  searched: Searched,
): Promise<RemoteId[]> => {
  const ids = new Set<RemoteId>();
  for (const conditions of portionsOf(searched)) {
    for (const id of await idsOf(context, shape, conditions)) ids.add(id);
  }
  return [...ids];
};

/** Conditions of one search each, with as many keys as fit it. */
const portionsOf = ({ keys, fields }: Searched): Condition[][] => {
  const portions: Condition[][] = [];
  const searched = fields.filter(({ by }) => by === 'search');
  const asked = keys.filter(
    (key) => searched.some(({ kind }) => kind === key.kind) && spellingsOf(key).length > 0,
  );
  let some: MatchKey[] = [];
  for (const key of asked) {
    const more = conditionsFor([...some, key], searched);
    if (some.length > 0 && !fits(more)) {
      portions.push(conditionsFor(some, searched));
      some = [];
    }
    some.push(key);
  }
  return [...portions, conditionsFor(some, searched)].filter(({ length }) => length > 0);
};

const conditionsFor = (keys: readonly MatchKey[], fields: readonly KeyField[]): Condition[] =>
  fields.flatMap(({ kind, name: property }): Condition[] => {
    const values = keys.filter((key) => key.kind === kind).flatMap(spellingsOf);
    // A domain is one of the words of a website.
    const is = kind === 'domain' ? 'containing' : 'equal';
    return values.length === 0 ? [] : [{ property, is, values }];
  });

/** Higher than any id, to make room for the one that a next page begins above. */
const highestId = toRemoteId('9'.repeat(16));

const fits = (conditions: readonly Condition[]): boolean =>
  isModest(queryFor(conditions, highestId));

const queryFor = (conditions: readonly Condition[], above: RemoteId | null): SearchQuery =>
  selectWhere([], { conditions, above });

const idsOf = async (
  context: Context,
  shape: ObjectShape,
  conditions: readonly Condition[],
): Promise<RemoteId[]> => {
  const ids: RemoteId[] = [];
  for (let above: RemoteId | null = null; ; above = ids.at(-1) ?? null) {
    const { rows, more } = await searchRows(context, shape, queryFor(conditions, above));
    ids.push(...rows.map(({ id }) => toRemoteId(id)));
    if (!more) return ids;
  }
};
