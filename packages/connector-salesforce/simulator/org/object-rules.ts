import { type Place, releasePerson, tasksThatGo } from './release-person.ts';
import { activityOf, saveEmail } from './log-email.ts';
import { saveContactRole, saveOpportunity } from './opportunity-stage.ts';
import { saveLead } from './lead-status.ts';
import { saveEmailRelation } from './link-email.ts';
import type { SaveRule } from './save-rule.ts';
import { saveTask } from './task-closing.ts';
import type { Work } from './work.ts';

export type { Place };

/** What objects do on a save besides storing values, by name. */
export const saveRules: Readonly<Record<string, SaveRule>> = {
  Task: saveTask,
  Lead: saveLead,
  EmailMessage: saveEmail,
  EmailMessageRelation: saveEmailRelation,
  Opportunity: saveOpportunity,
  OpportunityContactRole: saveContactRole,
};

/** What else a deletion changes, by the name of the object. */
export const releaseRules: Readonly<Record<string, (work: Work, place: Place) => void>> = {
  Contact: releasePerson,
  Lead: releasePerson,
};

/** Records that are deleted and brought back along with a record they are no children of, by the name of its object. */
export const companionRules: Readonly<
  Record<string, (work: Work, place: Place) => readonly Place[]>
> = {
  Contact: tasksThatGo,
  Lead: tasksThatGo,
  EmailMessage: activityOf,
};
