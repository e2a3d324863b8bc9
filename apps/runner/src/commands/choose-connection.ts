import type { Connection } from '@concord/core/platform';
import type { ConnectionStore } from '@concord/core/ports';
import { crmIds } from '../registry/crm-ids.ts';
import { createProblem } from '../screen/problem.ts';

/** The connections that a command means: the one named by id or name, or all. */
export const chooseConnections = async (
  store: ConnectionStore,
  named: string | undefined,
): Promise<Connection[]> => {
  const connections = await store.listConnections();
  if (connections.length === 0) {
    const known = crmIds.join(' or ');
    throw createProblem('no CRM is connected', `connect one with: concord connect ${known}`);
  }
  if (named === undefined) return connections;
  const chosen = connections.filter(({ id, name }) => id === named || name === named);
  if (chosen.length === 1) return chosen;
  const known = connections.map(({ id, name }) => `${id} (${name})`).join(', ');
  throw createProblem(
    chosen.length === 0 ? `there is no connection ${named}` : `several are named ${named}`,
    `use an id among ${known}`,
  );
};
