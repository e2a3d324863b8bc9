import type { ObjectCounts } from '../ports/index.ts';
import type { MemoryState } from './memory-state.ts';

type Counted = Exclude<keyof ObjectCounts, 'crmObject'>;

const isCounted = (status: string): status is 'skipped' | 'failed' | 'waiting' =>
  status === 'skipped' || status === 'failed' || status === 'waiting';

function* mirrored({ mirror }: MemoryState, connectionId: string): Generator<[string, Counted]> {
  for (const row of mirror.values()) {
    if (row.connectionId === connectionId && !row.removed) yield [row.crmObject, 'mirrored'];
  }
}

function* tried({ outcomes }: MemoryState, connectionId: string): Generator<[string, Counted]> {
  for (const { connectionId: of, crmObject, status } of outcomes.values()) {
    if (of === connectionId && isCounted(status)) yield [crmObject, status];
  }
}

function* untried(state: MemoryState, connectionId: string): Generator<[string, Counted]> {
  const mappings = state.mappings.get(connectionId) ?? [];
  for (const request of state.requests.values()) {
    const isUntried = request.state === 'pending' && request.attempt === 0;
    if (request.connectionId !== connectionId || !isUntried) continue;
    const mapping = mappings.find((one) => one.object === request.object);
    if (mapping !== undefined) yield [mapping.crmObject, 'pending'];
  }
}

/** What a connection holds of each object, by the object's name. */
export const countObjects = (state: MemoryState, connectionId: string): ObjectCounts[] => {
  const counts = new Map<string, Record<Counted, number> & { readonly crmObject: string }>();
  const parts = [mirrored, tried, untried].flatMap((part) => Array.from(part(state, connectionId)));
  for (const [crmObject, what] of parts) {
    const none = { crmObject, mirrored: 0, skipped: 0, failed: 0, waiting: 0, pending: 0 };
    const of = counts.get(crmObject) ?? none;
    of[what] += 1;
    counts.set(crmObject, of);
  }
  return [...counts.values()].toSorted((a, b) => (a.crmObject < b.crmObject ? -1 : 1));
};
