import type { Failure } from '../policy/index.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';
import { uniqueKeyFieldOf } from './load-targets.ts';

/**
 * Why a record is not created although nothing matches it: a match that lags proves no absence, and
 * without a unique key nothing keeps a second record out (R-DUP-1). `null` where it is safe, and
 * where the operator accepts the risk.
 */
export function unsafeCreate(
  work: PlanningWork,
  object: ObjectWork,
  decision: { readonly kind: string },
): Failure | null {
  const { write } = object.remote;
  const isSafe = write === undefined || write.matchLagMs === 0 || uniqueKeyFieldOf(object) !== null;
  if (decision.kind !== 'create' || isSafe || work.connection.settings.createWithoutKey) {
    return null;
  }
  const { uniqueKeyField } = write;
  return {
    class: 'no-unique-key',
    code: 'unsupported',
    message:
      `${work.connector.label} finds a new record of ${object.name} only after a while, and ` +
      `without the field ${uniqueKeyField} nothing keeps a second one out.`,
    remedy:
      `Create the field ${uniqueKeyField} with unique values, or accept the risk with the setting ` +
      'createWithoutKey; then retry.',
    field: uniqueKeyField,
  };
}
