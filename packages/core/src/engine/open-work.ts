import { createSyncError } from '../contract/index.ts';
import type { Connector } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';
import type { Run } from '../ports/index.ts';
import type { ConnectionWork } from './connection-work.ts';
import type { EngineParts } from './engine.ts';
import type { HeldLease } from './hold-lease.ts';
import { createTally } from './tally.ts';

/** The connector of a connection; throws `unsupported` when this process has none for it. */
export function connectorOf(parts: EngineParts, crm: string): Connector {
  const connector = parts.connectors.find((one) => one.id === crm);
  if (connector !== undefined) return connector;
  throw createSyncError(`no connector is installed for ${crm}`, {
    code: 'unsupported',
    retry: 'never',
    effect: 'none',
  });
}

/** Opens the account for one run under the lease. */
export async function openWork(
  parts: EngineParts,
  connection: Connection,
  hold: HeldLease & { readonly stop: AbortSignal; readonly run: Run },
): Promise<ConnectionWork> {
  const { lease, lost, run } = hold;
  // A stop lets the call under way end; only a lost lease breaks it off.
  const { context, apiCalls, quota } = await parts.access.open(connection, lost);
  return {
    parts,
    connection,
    connector: connectorOf(parts, connection.crm),
    mappings: await parts.store.getMappings(connection.id),
    context,
    trustsMirror: connection.reading,
    apiCalls,
    quota,
    lease,
    signal: AbortSignal.any([hold.stop, lost]),
    run,
    tally: createTally(run.counts),
  };
}
