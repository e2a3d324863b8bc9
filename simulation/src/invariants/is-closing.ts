import type { Change } from '@concord/testkit/simulator';
import type { CrmFacts } from '../crm/crm-facts.ts';

/** A task that is done on the platform is done (R-TASK-3). */
export const isClosing = ({ task, done }: CrmFacts, { object, field, after }: Change): boolean =>
  object === task && field === done.field && after === done.value;
