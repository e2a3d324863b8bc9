import type { Connection, FieldMapping, PlatformObject } from '../platform/index.ts';
import { checkMappings } from '../policy/index.ts';
import type { Finding } from '../policy/index.ts';
import type { Answer, EngineParts, InputProblem } from './engine.ts';
import { noConnection } from './input-problem.ts';
import { connectorOf } from './open-work.ts';
import { queueReprocess } from './queue-reprocess.ts';
import { retryMendable } from './retry-blocked.ts';

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

const toProblem = ({ crmObject, crmField, message, remedy }: Finding): InputProblem => ({
  field: `${crmObject}.${crmField}`,
  message,
  remedy,
});

const nameOf = (mapping: FieldMapping) =>
  JSON.stringify([
    mapping.platformField,
    mapping.crmObject,
    mapping.crmField,
    mapping.direction,
    mapping.defaultValue,
  ]);

/** Platform fields of the mappings that are in only one of two lists. */
function changedFields(
  before: readonly FieldMapping[],
  after: readonly FieldMapping[],
): readonly string[] {
  const held = new Set(before.map(nameOf));
  const wanted = new Set(after.map(nameOf));
  const changed = [
    ...before.filter((mapping) => !wanted.has(nameOf(mapping))),
    ...after.filter((mapping) => !held.has(nameOf(mapping))),
  ];
  return [...new Set(changed.flatMap(({ platformField }) => platformField ?? []))];
}

/**
 * Saves the mappings of one platform object, unless one of them cannot work (R-MAP-3). Records that
 * are here already are planned anew by a job of their own (R-TIME-3); emails and tasks follow the
 * new mapping from the next one on (R-TIME-4).
 */
export async function saveMappings(
  parts: EngineParts,
  connectionId: string,
  to: { readonly object: PlatformObject; readonly mappings: readonly FieldMapping[] },
): Promise<Answer<readonly Finding[]>> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null) return noConnection;
  const findings = findingsOf(parts, connection, to.mappings);
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.length > 0) return { ok: false, problems: errors.map(toProblem) };
  const known = await parts.store.getMappings(connectionId);
  const before = known.filter(({ object }) => object === to.object);
  await parts.store.saveMappings(connectionId, to.object, to.mappings);
  const fields = changedFields(before, to.mappings);
  if (fields.length > 0) await queueReprocess(parts, connection, { object: to.object, fields });
  await retryMendable(parts, { connectionId, object: to.object });
  return { ok: true, value: findings };
}
