import type { Instant } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';
import { objectsOf } from './connection-work.ts';
import type { PlanningWork } from './connection-work.ts';
import type { EngineParts } from './engine.ts';
import type { Basis } from './explanation.ts';
import { connectorOf } from './open-work.ts';

/** When the mirror last showed everything that is written to; `null` when it never did. */
async function caughtUpAt(parts: EngineParts, connection: Connection): Promise<Instant | null> {
  const connector = connectorOf(parts, connection.crm);
  const written = objectsOf(connector, connection).filter(
    ({ remote }) => remote.write !== undefined && remote.read !== undefined,
  );
  const checkpoints = await parts.store.listCheckpoints([connection.id]);
  const times = written.map(
    ({ name }) => checkpoints.find(({ crmObject }) => crmObject === name)?.caughtUpAt ?? null,
  );
  const known = times.filter((time) => time !== null);
  return known.length < times.length ? null : (known.toSorted()[0] ?? null);
}

/** A mirror no older than the schedule of reading allows is what the write would start from. */
function isFresh({ clock }: EngineParts, { reading, settings }: Connection, at: Instant | null) {
  if (!reading || at === null) return false;
  return Date.parse(clock.now()) - Date.parse(at) <= settings.readEveryMinutes * 60_000;
}

/**
 * Opens a connection for questions: no lease is taken and nothing is read into the mirror, so runs
 * go on beside it. Where the mirror is behind, the CRM is asked instead. Throws a `SyncError`.
 */
export async function openPlanning(
  parts: EngineParts,
  connection: Connection,
): Promise<{ readonly work: PlanningWork; readonly basis: Basis }> {
  const [at, mappings, { context }] = await Promise.all([
    caughtUpAt(parts, connection),
    parts.store.getMappings(connection.id),
    parts.access.open(connection, new AbortController().signal),
  ]);
  const trustsMirror = isFresh(parts, connection, at);
  return {
    work: {
      parts,
      connection,
      connector: connectorOf(parts, connection.crm),
      mappings,
      context,
      trustsMirror,
    },
    basis:
      trustsMirror && at !== null ? { from: 'mirror', at } : { from: 'crm', at: parts.clock.now() },
  };
}
