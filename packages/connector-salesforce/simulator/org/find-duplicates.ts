import type { Table } from '../store/table.ts';
import type { Values } from './change-row.ts';
import { agrees, type Compared, valueAt } from './compare-values.ts';
import { isConvertedLead } from './converted-lead.ts';
import { customCheck, type DuplicateCheck, type MatchSpec } from './duplicate-check.ts';
import { refuse } from './record-error.ts';
import { standardDuplicateRules } from './standard-duplicate-rules.ts';
import type { Work } from './work.ts';

const rowsToTry = (work: Work, saved: Compared, spec: MatchSpec): Iterable<number> => {
  const [from, to] = spec.findBy;
  const other = work.org.table(spec.object);
  const index = other.index(other.object.indexOf(to) ?? -1);
  return index
    ? index.rows(valueAt(work.org, saved, from))
    : Array.from({ length: other.count }, (_, row) => row);
};

// Salesforce: a converted lead is nobody's duplicate, nor is the lead that is being converted.
const mayMatch = (work: Work, saved: Compared, { table, row }: Compared): boolean => {
  const isItself = table === saved.table && row === saved.row;
  const isSource = table.object.name === 'Lead' && row === work.converting;
  if (isItself || isSource || !table.isLive(row) || isConvertedLead(table, row)) return false;
  return !work.org.isHidden(work.access.userId, table.object.name, row);
};

const matchesOf = (work: Work, saved: Compared, spec: MatchSpec): number[] => {
  const table = work.org.table(spec.object);
  const isMatch = (row: number): boolean =>
    spec.alternatives.some((fields) =>
      Object.entries(fields).every((names) =>
        agrees(work.org, [saved, { table, row }], { engine: spec.engine, names }),
      ),
    );
  return [...rowsToTry(work, saved, spec)].filter(
    (row) => mayMatch(work, saved, { table, row }) && isMatch(row),
  );
};

const matchResult = (work: Work, spec: MatchSpec, rows: readonly number[]): object => {
  const table = work.org.table(spec.object);
  return {
    entityType: spec.object,
    errors: [],
    matchEngine: spec.engine,
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

const isTouched = (check: DuplicateCheck, saved: Table, values: Values): boolean =>
  check.match.some(({ alternatives }) =>
    alternatives.some((fields) =>
      Object.keys(fields).some((path) => {
        const name = path.split('.')[0] ?? '';
        const index = saved.object.indexOf(name) ?? saved.object.relationshipIndex(name);
        return values.has(index ?? -1);
      }),
    ),
  );

const refuseDuplicate = (
  check: DuplicateCheck,
  allowSave: boolean,
  matchResults: readonly object[],
): never =>
  refuse('DUPLICATES_DETECTED', check.message, {
    extra: {
      // Salesforce: the key is misspelt in every recorded answer.
      duplicateResut: {
        allowSave,
        duplicateRule: check.name,
        duplicateRuleEntityType: check.object,
        errorMessage: check.message,
        matchResults,
      },
    },
  });

const applyCheck = (
  work: Work,
  saved: Compared,
  { check, isNew }: { check: DuplicateCheck; isNew: boolean },
): void => {
  const action = isNew ? check.onCreate : check.onEdit;
  const allowSave = action === 'alert';
  if (action === 'report' || (allowSave && work.options.allowDuplicates)) return;
  const results = check.match
    .map((spec) => [spec, matchesOf(work, saved, spec)] as const)
    .filter(([, rows]) => rows.length > 0)
    .map(([spec, rows]) => matchResult(work, spec, rows));
  if (results.length > 0) refuseDuplicate(check, allowSave, results);
};

/** Refuses a record that a duplicate rule of its object finds again, in any object the rule compares with. */
export const checkDuplicates = (
  work: Work,
  [table, row]: readonly [Table, number],
  { values, isNew }: { values: Values; isNew: boolean },
): void => {
  const { duplicates, standardDuplicateRules: hasStandard } = work.org.rules;
  const checks = [...duplicates.map(customCheck), ...(hasStandard ? standardDuplicateRules : [])];
  for (const check of checks) {
    if (check.object !== table.object.name || !isTouched(check, table, values)) continue;
    applyCheck(work, { table, row }, { check, isNew });
  }
};
