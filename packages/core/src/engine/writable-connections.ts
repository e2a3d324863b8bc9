import type { ConnectionSwitches } from '../ports/index.ts';
import type { InputProblem, SyncOptions } from './engine.ts';

/** Where records may be written to, and what is wrong with the connections named. */
export interface WritableConnections {
  readonly connections: readonly ConnectionSwitches[];
  readonly problems: readonly InputProblem[];
}

/** The connections to write to; every one named must exist and be writing. */
export function writableConnections(
  connections: readonly ConnectionSwitches[],
  options: SyncOptions,
): WritableConnections {
  const writing = connections.filter((one) => one.writing);
  const { connectionIds } = options;
  if (connectionIds === undefined) return { connections: writing, problems: [] };
  const problems = connectionIds.flatMap((id, index): InputProblem[] => {
    if (writing.some((one) => one.id === id)) return [];
    const field = `connectionIds.${index}`;
    const known = connections.some((one) => one.id === id);
    return known
      ? [{ field, message: 'writing is off', remedy: 'turn writing on with setSwitches' }]
      : [{ field, message: 'no such connection', remedy: 'take an id of crmConnections' }];
  });
  const chosen = writing.filter((one) => connectionIds.includes(one.id));
  return { connections: chosen, problems };
}
