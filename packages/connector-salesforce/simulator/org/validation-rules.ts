import { compileTree } from '../soql/compile-tree.ts';
import { compileRule } from '../soql/run-query.ts';
import type { Table } from '../store/table.ts';
import { createAccess } from './access.ts';
import { type RecordError, Refusal } from './record-error.ts';
import type { Work } from './work.ts';

/** Refuses a saved record for every validation rule of its object whose condition holds for it. */
export const checkValidationRules = (work: Work, table: Table, row: number): void => {
  const errors: RecordError[] = [];
  for (const rule of work.org.rules.validations) {
    if (rule.object !== table.object.name) continue;
    const access = createAccess(work.access.userId, []);
    const scope = { org: work.org, access, table, text: rule.errorWhen, alias: null };
    const tree = compileRule(scope, rule.errorWhen);
    if (!tree || !compileTree(scope, tree, () => new Set())(row)) continue;
    errors.push({
      statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: rule.message,
      fields: rule.field === undefined ? [] : [rule.field],
    });
  }
  if (errors.length > 0) throw new Refusal(...errors);
};
