import { demoCrms, judgeAccount } from '@concord/runner';
import type { Change } from '@concord/testkit/simulator';
import type { PlanRow } from './database.ts';
import type { Field, Place } from './field.ts';

/** How much later than a change its plan may say that it was sent: two clocks' grain. */
const grainMs = 2_000;

/** Whether a plan that was stored before it says that a record is to be changed so. */
const explains = (plan: PlanRow, change: Change, uniqueKey: unknown): boolean => {
  if (plan.crmObject !== change.object || plan.sentAt === null) return false;
  if (Date.parse(plan.sentAt) > Date.parse(change.time) + grainMs) return false;
  if (change.kind === 'created') {
    return plan.operation === 'create' && plan.uniqueKey === uniqueKey;
  }
  // Not by its field: one that is written may set another, as a country's code its name.
  return plan.crmId === change.id;
};

/** Changes of ours that no stored plan explains, but for what the CRM derives (I08). */
const unplanned = async (field: Field, place: Place, history: readonly Change[]) => {
  const connection = await field.runner.store.getConnection(place.connectionId);
  const writable = new Set(
    Object.entries(connection?.schema ?? {}).flatMap(([object, { fields }]) =>
      fields.flatMap(({ name, updatable }) => (updatable ? [`${object}.${name}`] : [])),
    ),
  );
  const keyFields = Object.values(place.account.connector.objects).flatMap(
    ({ write }) => write?.uniqueKeyField ?? [],
  );
  const ours = history.filter(({ user }) => user === connection?.userId);
  const created = ours.filter(({ kind }) => kind === 'created');
  const keys = new Map(
    created.flatMap(({ id, object, field: name, after }) =>
      keyFields.includes(name ?? '') ? [[`${object} ${id}`, after]] : [],
    ),
  );
  const plans = Map.groupBy(
    await field.database.plansOf(place.connectionId),
    ({ crmObject, crmId, uniqueKey }) => `${crmObject} ${crmId ?? uniqueKey}`,
  );
  return ours.filter((change) => {
    const { kind, object, id, field: name } = change;
    if (kind === 'updated' && !writable.has(`${object}.${name}`)) return false;
    const key = keys.get(`${object} ${id}`);
    const of = kind === 'created' ? key : id;
    const candidates = plans.get(`${object} ${String(of)}`) ?? [];
    return !candidates.some((plan) => explains(plan, change, key));
  });
};

/** Why writes failed, or what they still wait for. */
const unwritten = async ({ runner: { store } }: Field, connectionId: string): Promise<string[]> => {
  const filter = { connectionId, statuses: ['failed', 'waiting'] as const };
  const { items } = await store.listOutcomes({ filter, first: 100, after: null });
  return items.map(({ item: { crmObject, status, reason, failure } }) => {
    const why = failure === null ? reason : `${failure.code} ${failure.class} ${failure.message}`;
    return `${crmObject} ${status}: ${why}`;
  });
};

const nameOf = ({ kind, object, id, field, time }: Change): string =>
  `${kind} ${object} ${id} ${field ?? ''} at ${time}`;

/** Holds the complete history of an account against what is promised; the problems it finds. */
export const judgePlace = async (field: Field, place: Place): Promise<string[]> => {
  const { account, connectionId } = place;
  const { store } = field.runner;
  const connection = await store.getConnection(connectionId);
  const demo = demoCrms.find(({ id }) => id === account.connector.id);
  if (connection === null || demo === undefined)
    throw new Error(`nothing is known of ${connectionId}`);
  const work = demo.open(account.url);
  try {
    const { rivals } = demo;
    const { connector } = account;
    const judgement = await judgeAccount({ work, connector, connection, rivals });
    const { doubled, overwritten, removedOthers } = judgement.promises;
    const history = await work.history();
    const left = await unwritten(field, connectionId);
    const unexplained = await unplanned(field, place, history);
    const counts = {
      'records created twice': doubled,
      'values of others replaced': overwritten,
      'records of others removed': removedOthers,
      'records created beside a match': judgement.createdBeside,
      'changes without a plan': unexplained.length,
      'open plans': (await store.openPlans(connectionId)).length,
      'failed writes': left.length,
    };
    const problems = Object.entries(counts).filter(([, count]) => count > 0);
    return [
      ...problems.map(([what, count]) => `${connectionId}: ${count} ${what}`),
      ...left.slice(0, 3).map((what) => `${connectionId}: ${what}`),
      ...unexplained.slice(0, 3).map((change) => `${connectionId}: no plan for ${nameOf(change)}`),
    ];
  } finally {
    await work.close();
  }
};
