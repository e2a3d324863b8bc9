import type { Write, WriteResult } from '../contract/index.ts';
import { holdsDraft } from '../policy/index.ts';
import type { Plan } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { findByUniqueKeys } from './find-by-unique-keys.ts';

/** A call with what the CRM answered. */
interface Answered {
  readonly plan: Plan;
  readonly result: WriteResult;
}

/** Whether a create was refused because its unique key may be in the CRM already. */
export const mayBeCopy = ({ plan, result }: Answered): boolean =>
  plan.operation === 'create' &&
  plan.uniqueKey !== null &&
  !result.ok &&
  result.error.code === 'duplicate';

/** Nobody but us makes one, or writes our key into one. */
const isActivity = ({ object }: Plan) => object === 'task' || object === 'emailMessage';

/**
 * What such creates came to. Where its own unique key is on an email or a task, or on a record that
 * holds all it was to write, an earlier copy of the very call made that: something between us and
 * the CRM sent it twice.
 */
export async function resultsOfCopies<One extends Answered>(
  work: ConnectionWork,
  object: ObjectWork & { readonly write: Write },
  copies: readonly One[],
): Promise<One[]> {
  const keys = copies.flatMap(({ plan }) => plan.uniqueKey ?? []);
  const records = await findByUniqueKeys(work, object, keys);
  return copies.map((copy, at) => {
    const found = records[at] ?? null;
    if (found === null) return copy;
    const { plan } = copy;
    const isOurs = isActivity(plan) || holdsDraft(plan.fields, found.fields, object.description);
    return isOurs ? { ...copy, result: { ok: true, id: found.id } } : copy;
  });
}
