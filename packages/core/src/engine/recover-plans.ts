import { toInstant } from '../contract/index.ts';
import type { Fields, RemoteId, RemoteRecord, Write } from '../contract/index.ts';
import { sameValue } from '../policy/index.ts';
import type { Link, Plan, WriteConclusion } from '../ports/index.ts';
import { concludeDone, concludeSilent, concludeUnsent } from './conclusions.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { objectsOf } from './connection-work.ts';
import { relevantFields } from './relevant-fields.ts';
import { saveConclusions } from './save-conclusions.ts';

/** Whether a call that was sent may still be under way to the CRM. */
const mayStillArrive = (work: ConnectionWork, plan: Plan) =>
  plan.sentAt !== null &&
  Date.parse(work.parts.clock.now()) <
    Date.parse(plan.sentAt) + work.connection.settings.quietPeriodMs;

/** The CRM's clock and ours may differ by minutes. */
const clockSkewMs = 300_000;

/** The record that a lost create made, found by its unique key. */
async function findByKey(
  work: ConnectionWork,
  object: ObjectWork & { readonly write: Write },
  uniqueKey: string,
): Promise<RemoteRecord | null> {
  const { write } = object;
  const found = await write.match(work.context, {
    keys: [{ kind: 'unique-key', value: uniqueKey }],
    fields: relevantFields(object, work.mappings),
    keyFields: {
      email: [],
      domain: [],
      'message-id': [],
      'unique-key': [write.uniqueKeyField],
    },
  });
  return found[0]?.[0] ?? null;
}

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

/** The record that a lost create made; `null` when there is none. */
async function findCreated(
  work: ConnectionWork,
  object: ObjectWork,
  plan: Plan,
): Promise<RemoteRecord | null> {
  const { write } = object.remote;
  if (write === undefined) return null;
  if (plan.uniqueKey !== null) return findByKey(work, { ...object, write }, plan.uniqueKey);
  return findByDraft(work, { write }, plan);
}

/** The record that a lost removal removed; `null` when it is still there. */
async function findRemoved(
  work: ConnectionWork,
  object: ObjectWork,
  plan: Plan,
): Promise<Pick<RemoteRecord, 'id'> | null> {
  const { write } = object.remote;
  if (write === undefined || plan.crmId === null) return null;
  const [record] = await write.get(work.context, { ids: [plan.crmId], fields: [] });
  return record && !record.removed ? null : { id: plan.crmId };
}

/** What a record shows of the values that a lost update was to set; `null` when it is gone. */
async function readBack(
  work: ConnectionWork,
  object: ObjectWork,
  plan: Plan,
): Promise<{ readonly id: RemoteId; readonly held: Fields } | null> {
  const { write } = object.remote;
  if (write === undefined || plan.crmId === null) return null;
  const fields = Object.keys(plan.fields);
  const [record] = await write.get(work.context, { ids: [plan.crmId], fields });
  if (!record || record.removed) return null;
  const described = new Map(object.description.fields.map((field) => [field.name, field]));
  const held = Object.entries(plan.fields).filter(([name, value]) => {
    const field = described.get(name);
    return field !== undefined && sameValue(record.fields[name] ?? null, value, field);
  });
  return { id: record.id, held: Object.fromEntries(held) };
}

/**
 * A lost update is done where the CRM shows all its values. A task may show some of them, because a
 * person changed the others since: those it shows are ours all the same (R-OVERWRITE-2).
 */
async function concludeUpdate(
  work: ConnectionWork,
  object: ObjectWork,
  { plan, link }: LostPlan,
): Promise<WriteConclusion> {
  const seen = await readBack(work, object, plan);
  const unsent = concludeUnsent(plan, work.parts.clock.now());
  if (seen === null) return unsent;
  const isWhole = Object.keys(seen.held).length === Object.keys(plan.fields).length;
  if (isWhole) return concludeDone(work, plan, { crmId: seen.id, link });
  const isOurs = plan.object === 'task' && link?.crmId === seen.id;
  return isOurs
    ? { ...unsent, link: { ...link, written: { ...link.written, ...seen.held } } }
    : unsent;
}

/** A plan whose answer is lost, and the link of its record so far. */
interface LostPlan {
  readonly plan: Plan;
  readonly link: Link | null;
}

/** How long an object that our user does not see is not asked for. */
const unseenMs = 15 * 60_000;

/** What became of it is asked later: our user does not see the object at the moment. */
function concludeUnseen(work: ConnectionWork, plan: Plan): WriteConclusion {
  const silent = concludeSilent(work, plan);
  const dueAt = toInstant(Date.parse(work.parts.clock.now()) + unseenMs);
  return { ...silent, request: { ...silent.request, dueAt } };
}

async function concludeLost(
  work: ConnectionWork,
  object: ObjectWork,
  { plan, link }: LostPlan,
): Promise<WriteConclusion> {
  if (plan.operation === 'update') return concludeUpdate(work, object, { plan, link });
  const find = plan.operation === 'create' ? findCreated : findRemoved;
  const record = await find(work, object, plan);
  return record === null
    ? concludeUnsent(plan, work.parts.clock.now())
    : concludeDone(work, plan, { crmId: record.id, link });
}

const isLinkOf = (link: Link, plan: Plan) =>
  link.connectionId === plan.connectionId && link.crmObject === plan.crmObject;

async function resolve(work: ConnectionWork, plan: Plan): Promise<WriteConclusion | null> {
  const now = work.parts.clock.now();
  if (plan.phase === 'planned') return concludeUnsent(plan, now);
  if (mayStillArrive(work, plan)) return plan.phase === 'sent' ? concludeSilent(work, plan) : null;
  const object = objectsOf(work.connector, work.connection).find((o) => o.name === plan.crmObject);
  if (object === undefined) return concludeUnseen(work, plan);
  const links = await work.parts.store.linksOf([plan.recordId]);
  const link = links.find((one) => isLinkOf(one, plan)) ?? null;
  return concludeLost(work, object, { plan, link });
}

/**
 * Settles plans that a crash or a lost answer left open: those never sent are planned anew; the
 * others are looked for in the CRM once they can no longer arrive, and adopted or planned anew.
 */
export async function recoverPlans(work: ConnectionWork): Promise<void> {
  const plans = await work.parts.store.openPlans(work.connection.id);
  for (const plan of plans) {
    if (work.signal.aborted) return;
    const conclusion = await resolve(work, plan);
    if (conclusion === null) continue;
    work.parts.report({
      event: 'plan-recover',
      connectionId: work.connection.id,
      runId: work.run.id,
      reason: plan.phase,
    });
    await saveConclusions(work, [conclusion]);
  }
}
