import type { Outcome, WriteRequest } from '../ports/index.ts';
import { undoOutcomeId } from './as-undo.ts';
import type { EngineParts } from './engine.ts';

const pageSize = 500;

async function openRequests(
  { store }: Pick<EngineParts, 'store'>,
  connectionId: string,
  recordIds: readonly string[],
): Promise<WriteRequest[]> {
  const open: WriteRequest[] = [];
  for (let after: string | null = null; ;) {
    const page = await store.listOpenRequests({ connectionId, recordIds, first: pageSize, after });
    open.push(...page.items.map(({ item }) => item));
    after = page.items.at(-1)?.cursor ?? null;
    if (!page.hasNext || after === null) return open;
  }
}

/** Of each outcome that is to be undone already, the id of the outcome that will tell of it. */
export async function undosUnderWay(
  parts: Pick<EngineParts, 'store'>,
  outcomes: readonly Outcome[],
): Promise<ReadonlyMap<string, string>> {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const found = new Map<string, string>();
  for (const [connectionId, group] of Map.groupBy(outcomes, (one) => one.connectionId)) {
    const recordIds = [...new Set(group.flatMap(({ recordId }) => recordId ?? []))];
    for (const { id, undoes } of await openRequests(parts, connectionId, recordIds)) {
      for (const undone of undoes) {
        const outcome = byId.get(undone);
        if (outcome !== undefined) found.set(undone, undoOutcomeId(id, outcome));
      }
    }
  }
  return found;
}
