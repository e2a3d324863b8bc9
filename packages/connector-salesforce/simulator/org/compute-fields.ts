import { emailFormulas, relationFormulas } from './email-formulas.ts';
import type { Formula, Read } from './formula.ts';
import { opportunityFormulas } from './opportunity-formulas.ts';
import type { Org } from './org.ts';
import { taskFormulas } from './task-formulas.ts';

const formulasOf = (org: Org): Readonly<Record<string, Readonly<Record<string, Formula>>>> => ({
  Task: taskFormulas(org),
  EmailMessage: emailFormulas(org),
  EmailMessageRelation: relationFormulas(org),
  Opportunity: opportunityFormulas(org),
});

/** Sets up the fields that an org works out when they are read: nothing to keep in step, whatever changes. */
export const computeFields = (org: Org): void => {
  for (const [name, formulas] of Object.entries(formulasOf(org))) {
    if (!org.schema.object(name)) continue;
    const table = org.table(name);
    const column = (field: string): Read => table.reader(table.object.indexOf(field) ?? -1);
    for (const [field, formula] of Object.entries(formulas)) {
      table.compute(table.object.indexOf(field) ?? -1, formula(column, table));
    }
  }
};
