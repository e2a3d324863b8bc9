import type { PlatformObject, PlatformRecord } from '@concord/core/platform';
import type { ReportStore } from '@concord/core/ports';

/** Every company, or every person, of the platform. */
export const listAll = async (
  store: ReportStore,
  object: PlatformObject,
): Promise<PlatformRecord[]> => {
  const records: PlatformRecord[] = [];
  for (let after: string | null = null; ;) {
    const { items, hasNext } = await store.listRecords({ object, first: 2_000, after });
    records.push(...items.map(({ item }) => item));
    after = items.at(-1)?.cursor ?? null;
    if (!hasNext) return records;
  }
};
