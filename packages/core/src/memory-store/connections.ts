import { isConnectedAgain } from '../platform/index.ts';
import type { ConnectionStore } from '../ports/index.ts';
import type { MemoryState } from './memory-state.ts';
import { remember } from './remember.ts';

const byAge = (
  a: { readonly createdAt: string; readonly id: string },
  b: { readonly createdAt: string; readonly id: string },
): number => (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1);

const createConnection =
  ({ connections }: MemoryState): ConnectionStore['createConnection'] =>
  async (connection) => {
    const { id, crm, accountId } = connection;
    const isTaken = [...connections.values()].some(
      (other) => other.id === id || (other.crm === crm && other.accountId === accountId),
    );
    if (isTaken) throw new Error(`connection ${id}: its id or its ${crm} account is connected`);
    connections.set(id, remember(connection));
  };

/** Connections with their mappings and sealed credentials. */
export const createConnections = (state: MemoryState): ConnectionStore => ({
  listConnections: async () => [...state.connections.values()].toSorted(byAge),
  listSwitches: async () =>
    [...state.connections.values()]
      .toSorted(byAge)
      .map(({ id, reading, writing, settings }) => ({ id, reading, writing, settings })),
  getConnection: async (id) => state.connections.get(id) ?? null,
  createConnection: createConnection(state),
  changeConnection: async (id, patch, connectedAt) => {
    const connection = state.connections.get(id);
    if (connection === undefined || isConnectedAgain(connection, connectedAt)) return;
    state.connections.set(id, Object.freeze({ ...connection, ...remember(patch) }));
  },
  getMappings: async (connectionId) => state.mappings.get(connectionId) ?? [],
  saveMappings: async (connectionId, object, mappings) => {
    const others = state.mappings.get(connectionId)?.filter((one) => one.object !== object) ?? [];
    state.mappings.set(connectionId, remember([...others, ...mappings]));
  },
  getCredentials: async (connectionId) => state.credentials.get(connectionId) ?? null,
  saveCredentials: async (connectionId, sealed) => {
    if (sealed === null) state.credentials.delete(connectionId);
    else state.credentials.set(connectionId, sealed);
  },
});
