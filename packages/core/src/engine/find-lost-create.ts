import { toInstant } from '../contract/index.ts';
import type { RemoteId, RemoteRecord, Write } from '../contract/index.ts';
import type { MirrorRow, Plan } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { findByUniqueKeys } from './find-by-unique-keys.ts';
import { linkedRow } from './linked-row.ts';

/** The CRM's clock and ours may differ by minutes. */
const clockSkewMs = 300_000;

/** Records that are some platform record's already. */
async function linkedIds(work: ConnectionWork, plan: Plan, ids: readonly RemoteId[]) {
  const { links } = await work.parts.store.loadReadContext({
    connectionId: plan.connectionId,
    object: plan.object,
    crmObject: plan.crmObject,
    ids,
    keys: [],
    domains: [],
    companies: null,
  });
  return new Set(links.filter((l) => l.crmObject === plan.crmObject).map(({ crmId }) => crmId));
}

/** The record that a lost create made, known by all that the draft held. */
async function findByDraft(
  work: ConnectionWork,
  { write }: { readonly write: Write },
  plan: Plan,
): Promise<RemoteRecord | null> {
  if (write.findCreated === undefined || plan.sentAt === null) return null;
  const found = await write.findCreated(work.context, {
    draft: { fields: plan.fields, links: plan.links },
    since: toInstant(Date.parse(plan.sentAt) - clockSkewMs),
    userId: work.connection.userId,
  });
  const taken = await linkedIds(
    work,
    plan,
    found.map(({ id }) => id),
  );
  return found.find(({ id }) => !taken.has(id)) ?? null;
}

/**
 * The record that a read linked, and that somebody removed after the call was sent. None was there
 * when it was sent, so that is taken for the one it made, though somebody changed it before it could
 * be known by its draft: what people removed is not made again (R-DUP-1).
 */
async function findRemovedSince(work: ConnectionWork, plan: Plan): Promise<MirrorRow | null> {
  const row = await linkedRow(work, plan);
  const isSince = row?.removed === true && plan.sentAt !== null && row.modifiedAt > plan.sentAt;
  return isSince ? row : null;
}

/** The record that a lost create made, be it still there or not; `null` when there is none. */
export async function findLostCreate(
  work: ConnectionWork,
  object: ObjectWork,
  plan: Plan,
): Promise<Pick<RemoteRecord, 'id'> | null> {
  const { write } = object.remote;
  if (write === undefined) return null;
  if (plan.uniqueKey !== null) {
    const [found] = await findByUniqueKeys(work, { ...object, write }, [plan.uniqueKey]);
    return found ?? null;
  }
  return (await findByDraft(work, { write }, plan)) ?? (await findRemovedSince(work, plan));
}
