import type { PlatformRecord } from '@concord/core/platform';
import type { Store } from '@concord/core/ports';
import type { Loaders } from './loaders.ts';

/** The email or task with this id, whether it is our opaque one or the platform's own. */
export const findActivity = async (
  object: 'emailMessage' | 'task',
  id: string,
  { store, loaders }: { readonly store: Store; readonly loaders: Loaders },
): Promise<PlatformRecord | null> => {
  const record = await loaders.record(id);
  return record?.object === object ? record : store.findRecord(object, id);
};
