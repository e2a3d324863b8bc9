import type { RunStore, WorkAhead } from '../ports/index.ts';
import { createLeases } from './leases.ts';
import type { MemoryState } from './memory-state.ts';
import { createRequests } from './requests.ts';

const queuedOf = ({ runs }: MemoryState, connectionId: string): WorkAhead['queued'] => {
  const queued = [...runs.values()].filter(
    (run) => run.connectionId === connectionId && run.state === 'queued',
  );
  return [...new Set(queued.map(({ kind }) => kind))].toSorted();
};

/** What the next work of connections depends on. */
export const workAhead =
  (state: MemoryState): RunStore['workAhead'] =>
  async (connectionIds) => {
    const leases = createLeases(state);
    const requests = createRequests(state);
    const ahead = new Map<string, WorkAhead>();
    for (const id of connectionIds) {
      ahead.set(id, {
        lease: await leases.getLease(`connection:${id}`),
        queued: queuedOf(state, id),
        writesDueAt: await requests.nextDueAt(id),
      });
    }
    return ahead;
  };
