import type { PlatformRecord } from '../platform/index.ts';
import { openRequest } from '../ports/index.ts';
import type { WriteRequest } from '../ports/index.ts';
import type { EngineParts } from './engine.ts';

/**
 * The open requests for records, in the records' order; a record that nobody asked for has one of
 * `seq` 0, as asking now would open it.
 */
export async function requestsFor(
  { store, clock }: Pick<EngineParts, 'store' | 'clock'>,
  connectionId: string,
  records: readonly PlatformRecord[],
): Promise<WriteRequest[]> {
  const recordIds = records.map(({ id }) => id);
  const query = { connectionId, recordIds, first: recordIds.length, after: null };
  const { items } = await store.listOpenRequests(query);
  const open = new Map(items.map(({ item }) => [item.recordId, item]));
  const now = clock.now();
  return records.map(({ id, object }) => {
    const asked = { id, connectionId, object, recordId: id, defaults: {}, dueAt: now };
    const trigger = { play: null, sequence: null };
    return open.get(id) ?? { ...openRequest({ ...asked, trigger, createdAt: now }), seq: 0 };
  });
}
