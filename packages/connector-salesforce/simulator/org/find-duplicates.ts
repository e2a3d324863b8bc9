import { type Table, type Value, normalizerOf } from '../store/table.ts';
import type { Values } from './change-row.ts';
import { refuse } from './record-error.ts';
import type { DuplicateRule } from './rules.ts';
import type { Work } from './work.ts';

interface Pair {
  readonly value: Value;
  readonly field: number;
}

type MatchSpec = DuplicateRule['match'][number];

const pairsOf = (saved: Table, row: number, [spec, other]: readonly [MatchSpec, Table]): Pair[] =>
  Object.entries(spec.fields).map(([from, to]) => ({
    value: saved.get(row, saved.object.indexOf(from) ?? -1),
    field: other.object.indexOf(to) ?? -1,
  }));

const agrees = (table: Table, row: number, { value, field }: Pair): boolean => {
  const definition = table.object.fields[field];
  if (!definition || value === null) return false;
  const normalize = normalizerOf(definition);
  return normalize(table.get(row, field)) === normalize(value);
};

const rowsToTry = (table: Table, pairs: readonly Pair[]): Iterable<number> => {
  const first = pairs[0];
  const index = first ? table.index(first.field) : undefined;
  return first && index
    ? index.rows(first.value)
    : Array.from({ length: table.count }, (_, row) => row);
};

const matchesOf = (
  work: Work,
  [saved, row]: readonly [Table, number],
  spec: MatchSpec,
): number[] => {
  const other = work.org.table(spec.object);
  const pairs = pairsOf(saved, row, [spec, other]);
  const found: number[] = [];
  for (const one of rowsToTry(other, pairs)) {
    const isItself = other === saved && one === row;
    if (isItself || !other.isLive(one) || work.org.isHidden(work.access.userId, spec.object, one))
      continue;
    if (pairs.every((pair) => agrees(other, one, pair))) found.push(one);
  }
  return found;
};

const matchResult = (work: Work, spec: MatchSpec, rows: readonly number[]): object => {
  const table = work.org.table(spec.object);
  return {
    entityType: spec.object,
    errors: [],
    matchEngine: 'ExactMatchEngine',
    matchRecords: rows.map((row) => ({
      additionalInformation: [],
      fieldDiffs: [],
      matchConfidence: 100,
      record: {
        attributes: {
          type: spec.object,
          url: `/services/data/v62.0/sobjects/${spec.object}/${table.idOf(row)}`,
        },
        Id: table.idOf(row),
      },
    })),
    rule: spec.rule,
    size: rows.length,
    success: true,
  };
};

const isTouched = (rule: DuplicateRule, saved: Table, values: Values): boolean =>
  rule.match.some(({ fields }) =>
    Object.keys(fields).some((name) => values.has(saved.object.indexOf(name) ?? -1)),
  );

/** Refuses a record that a duplicate rule of its object finds again, in any object the rule compares with. */
export const checkDuplicates = (
  work: Work,
  [saved, row]: readonly [Table, number],
  values: Values,
): void => {
  for (const rule of work.org.rules.duplicates) {
    if (rule.object !== saved.object.name || !isTouched(rule, saved, values)) continue;
    const allowSave = rule.action === 'alert';
    if (allowSave && work.options.allowDuplicates) continue;
    const results = rule.match
      .map((spec) => [spec, matchesOf(work, [saved, row], spec)] as const)
      .filter(([, rows]) => rows.length > 0);
    if (results.length === 0) continue;
    refuse('DUPLICATES_DETECTED', rule.message, {
      extra: {
        // Salesforce: the key is misspelt in every recorded answer.
        duplicateResut: {
          allowSave,
          duplicateRule: rule.name,
          duplicateRuleEntityType: rule.object,
          errorMessage: rule.message,
          matchResults: results.map(([spec, rows]) => matchResult(work, spec, rows)),
        },
      },
    });
  }
};
