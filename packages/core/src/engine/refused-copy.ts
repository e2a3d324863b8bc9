import type { Write, WriteResult } from '../contract/index.ts';
import { holdsDraft } from '../policy/index.ts';
import type { Plan } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { findByKey } from './find-lost-create.ts';

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
 * What such a create came to. Where its own unique key is on an email or a task, or on a record that
 * holds all it was to write, an earlier copy of the very call made that: something between us and
 * the CRM sent it twice.
 */
export async function resultOfCopy(
  work: ConnectionWork,
  object: ObjectWork & { readonly write: Write },
  { plan, result }: Answered,
): Promise<WriteResult> {
  const found = await findByKey(work, object, plan.uniqueKey ?? '');
  if (found === null) return result;
  const isOurs = isActivity(plan) || holdsDraft(plan.fields, found.fields, object.description);
  return isOurs ? { ok: true, id: found.id } : result;
}
