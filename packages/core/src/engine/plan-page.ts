import type { Represents } from '../contract/index.ts';
import type { PlannedPage } from '../policy/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { planMatchedPage } from './plan-matched-page.ts';
import { planOpportunityPage } from './plan-opportunity-page.ts';
import { planRelationPage } from './plan-relation-page.ts';
import { planTaskPage } from './plan-task-page.ts';

type Planner = (
  work: ConnectionWork,
  object: ObjectWork,
  rows: readonly MirrorRow[],
) => Promise<PlannedPage>;

const planners: Readonly<Record<Represents, Planner>> = {
  company: planMatchedPage,
  person: planMatchedPage,
  user: planMatchedPage,
  email: planMatchedPage,
  task: planTaskPage,
  opportunity: planOpportunityPage,
  relation: planRelationPage,
};

/** Plans a page from what is stored now. */
export const planPage: Planner = (work, object, rows) =>
  planners[object.remote.represents](work, object, rows);
