import type { SyncWorld } from './sync-world.ts';

/** Records of Salesforce that hold these values, without those in the bin. */
export const records = (
  { simulator }: SyncWorld,
  object: string,
  values: Readonly<Record<string, unknown>> = {},
): Record<string, unknown>[] =>
  simulator.org.ids(object).flatMap((id) => {
    const record = simulator.org.read({ object, id });
    if (record === null || record['IsDeleted'] === true) return [];
    return Object.entries(values).every(([field, value]) => record[field] === value)
      ? [record]
      : [];
  });
