import type { Org } from '../org/org.ts';
import { isTooling } from '../schema/objects/tooling-objects.ts';

/** How many records objects have, as Salesforce last counted them. */
export interface RecordCounts {
  /** The count of an object; perhaps an old one. */
  of(object: string): number;
}

/** Counts now, and again at a question once the counts are older than the rules say. */
export const createRecordCounts = (org: Org): RecordCounts => {
  let counts = new Map<string, number>();
  let countedAt = 0;
  const count = (): void => {
    const objects = org.schema.objects.filter((object) => !isTooling(object));
    counts = new Map(objects.map(({ name }) => [name, org.liveCount(name)]));
    countedAt = org.clock.now();
  };
  count();
  return {
    of: (object) => {
      if (org.clock.now() - countedAt >= org.rules.recordCountLagMs) count();
      return counts.get(object) ?? 0;
    },
  };
};
