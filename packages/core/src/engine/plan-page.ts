import type { Represents } from '../contract/index.ts';
import { noPlan } from '../policy/index.ts';
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

/** Most reads find nothing new: the store is not asked about it. */
const nothingNew: PlannedPage = {
  rows: [],
  context: { known: [], rivals: [], platform: [], companies: [], links: [] },
  plan: noPlan,
};

/** Plans a page from what is stored now. */
export const planPage: Planner = async (work, object, rows) =>
  rows.length === 0 ? nothingNew : planners[object.remote.represents](work, object, rows);
