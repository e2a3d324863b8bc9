import type { FieldMapping, PlatformObject } from '../platform/index.ts';
import type { Connection } from '../platform/index.ts';
import { checkMappings } from '../policy/index.ts';
import type { Finding } from '../policy/index.ts';
import type { Run } from '../ports/index.ts';
import type { Answer, EngineParts } from './engine.ts';
import { queuedRun } from './follow-run.ts';
import { problem } from './input-problem.ts';
import { connectorOf } from './open-work.ts';

const noConnection = problem({
  field: 'connectionId',
  message: 'no such connection',
  remedy: 'take an id of crmConnections',
});

/** Turns reading or writing on or off. */
export async function setSwitches(
  parts: EngineParts,
  connectionId: string,
  switches: { readonly reading?: boolean; readonly writing?: boolean },
): Promise<Answer<Connection>> {
  await parts.store.changeConnection(connectionId, switches);
  const value = await parts.store.getConnection(connectionId);
  if (value === null) return noConnection;
  if (switches.reading) await parts.queue.ring({ work: 'read', connectionId });
  if (switches.writing) await parts.queue.ring({ work: 'write', connectionId });
  return { ok: true, value };
}

function findingsOf(
  parts: EngineParts,
  connection: Connection,
  mappings: readonly FieldMapping[],
): Finding[] {
  return checkMappings({
    mappings,
    descriptions: connection.schema,
    remotes: connectorOf(parts, connection.crm).objects,
    brandPrefix: connection.settings.brandPrefix,
  });
}

/** Problems of the mappings in force. */
export async function checkConnection(
  parts: EngineParts,
  connectionId: string,
): Promise<readonly Finding[]> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null) return [];
  return findingsOf(parts, connection, await parts.store.getMappings(connectionId));
}

/** Saves the mappings of one platform object, unless one of them cannot work (R-MAP-3). */
export async function saveMappings(
  parts: EngineParts,
  connectionId: string,
  to: { readonly object: PlatformObject; readonly mappings: readonly FieldMapping[] },
): Promise<Answer<readonly Finding[]>> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null) return noConnection;
  const findings = findingsOf(parts, connection, to.mappings);
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.length > 0) {
    const problems = errors.map(({ crmObject, crmField, message, remedy }) => ({
      field: `${crmObject}.${crmField}`,
      message,
      remedy,
    }));
    return { ok: false, problems };
  }
  await parts.store.saveMappings(connectionId, to.object, to.mappings);
  return { ok: true, value: findings };
}

/** Queues a read, or answers the one that is queued. */
export async function startRead(
  parts: EngineParts,
  connectionId: string,
  objects: readonly string[] | null,
): Promise<Answer<Run>> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null) return noConnection;
  const known = Object.keys(connectorOf(parts, connection.crm).objects);
  const unknown = objects?.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    return problem({
      field: 'objects',
      message: `${connection.crm} has no object "${unknown}"`,
      remedy: `use some of ${known.join(', ')}`,
    });
  }
  if (!connection.reading) {
    return problem({
      field: 'connectionId',
      message: 'reading is off',
      remedy: 'turn reading on with setSwitches',
    });
  }
  const queued = await parts.store.nextQueuedRun(connectionId, 'read');
  const run = queued ?? queuedRun(parts, connectionId, { kind: 'read', objects });
  if (queued === null) await parts.store.saveRun(run);
  await parts.queue.ring({ work: 'read', connectionId });
  return { ok: true, value: run };
}
