import type {
  Context,
  FieldNames,
  MatchKey,
  MatchKeyKind,
  MatchRequest,
  RemoteRecord,
} from '@concord/core/contract';
import { keysIn, spellingsOf } from './key-spellings.ts';
import { patternMax, queryAddressMax } from './limits.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import type { Row } from './parse-answer.ts';
import {
  isQueryable,
  selectWhere,
  toLiteral,
  toName,
  toPattern,
  type Condition,
  type Soql,
} from './query-text.ts';
import { runQueries, type Rows } from './run-queries.ts';
import { selectedFields, toRecords } from './to-records.ts';

/** Every live record for each key, in the order of `keys`; see `Write.match`. */
export const findCandidates =
  (shape: ObjectShape) =>
  async (context: Context, request: MatchRequest): Promise<RemoteRecord[][]> => {
    const answers = await runQueries(context, {
      queries: queriesFor(
        shape,
        request,
        request.keys.filter(({ value }) => isQueryable(value)),
      ),
      scope: 'query',
      doing: `match ${shape.name}`,
    });
    const found = new Map(
      request.keys.map((key) => [nameOf(key), new Map<string, RemoteRecord>()]),
    );
    for (const answer of answers) assign(found, answer, { shape, request });
    return request.keys.map((key) => [...(found.get(nameOf(key))?.values() ?? [])]);
  };

/** Candidates by id, for each key by name: a record that two queries found counts once. */
type Found = ReadonlyMap<string, Map<string, RemoteRecord>>;

const nameOf = ({ kind, value }: MatchKey): string => `${kind} ${value.toLowerCase()}`;

/** The kinds of key that have a field to hold them. */
const heldKinds = ({ keyFields }: MatchRequest): [MatchKeyKind, FieldNames][] =>
  (['unique-key', 'email', 'domain', 'message-id'] as const).map((kind) => [kind, keyFields[kind]]);

/** One query, or as many as it takes to keep each modest. */
const queriesFor = (
  shape: ObjectShape,
  request: MatchRequest,
  keys: readonly MatchKey[],
): Soql[] => {
  const conditions = conditionsFor(request, keys);
  if (conditions.length === 0) return [];
  const selected = heldKinds(request).flatMap(([, names]) => names);
  const fields = selectedFields(shape, [...request.fields, ...selected]);
  const query = selectWhere(shape.name, fields, {
    conditions,
    // R-PERSON-8: a converted lead keeps its email, and its contact answers for it.
    ...(shape.fates.includes('converted') && { not: toName('IsConverted') }),
  });
  if (keys.length === 1 || isModest(query, conditions)) return [query];
  const half = Math.ceil(keys.length / 2);
  return [keys.slice(0, half), keys.slice(half)].flatMap((some) =>
    queriesFor(shape, request, some),
  );
};

const isModest = (query: Soql, conditions: readonly Condition[]): boolean => {
  const patterns = conditions.flatMap(({ is, literals }) => (is === 'like' ? literals : []));
  return patterns.length <= patternMax && encodeURIComponent(query).length <= queryAddressMax;
};

const conditionsFor = (request: MatchRequest, keys: readonly MatchKey[]): Condition[] =>
  heldKinds(request).flatMap(([kind, names]) => {
    const values = keys.filter((key) => key.kind === kind).flatMap(spellingsOf);
    if (values.length === 0) return [];
    const is = kind === 'domain' ? 'like' : 'equal';
    const literals = values.map(is === 'like' ? toPattern : toLiteral);
    return names.map((name): Condition => ({ field: toName(name), is, literals }));
  });

const assign = (
  found: Found,
  { rows, askedAfter }: Rows,
  { shape, request }: { readonly shape: ObjectShape; readonly request: MatchRequest },
): void => {
  const records = toRecords(rows, { shape, fields: request.fields, askedAfter });
  rows.forEach((row, index) => {
    const record = records[index];
    if (record === undefined) return;
    for (const name of keyNames(row, request)) found.get(name)?.set(record.id, record);
  });
};

const keyNames = (row: Row, request: MatchRequest): string[] =>
  heldKinds(request).flatMap(([kind, names]) =>
    names.flatMap((name) => keysIn(kind, row[name]).map((value) => nameOf({ kind, value }))),
  );
