import type { Fields, FieldValue, RemoteRecord } from '@concord/core/contract';
import type { PlatformObject, PlatformRecord } from '@concord/core/platform';
import type { CrmChange, MemoryCrm } from '@concord/testkit/memory-crm';
import { crmObjects, doneStatus, integrationUser } from '@concord/testkit/memory-crm';
import { connectionId } from './world.ts';
import type { World } from './world.ts';

const isOurs = ({ user }: CrmChange) => user === integrationUser;

/** Product fields are ours to change, and what is done on the platform is done (R-TASK-3). */
const mayReplace = ({ field, after }: CrmChange) =>
  field === null || field.endsWith('__c') || (field === 'Status' && after === doneStatus);

/** Our changes of values that a person had typed. */
export function typedOver({ state: { history } }: MemoryCrm): readonly CrmChange[] {
  const typed = new Set<string>();
  const over: CrmChange[] = [];
  for (const change of history) {
    const place = `${change.id} ${change.field}`;
    if (isOurs(change) && typed.has(place) && !mayReplace(change)) over.push(change);
    if (isOurs(change) || change.after === null) typed.delete(place);
    else typed.add(place);
  }
  return over;
}

/** How many records of each object we created, those removed since among them. */
export function createdByUs({ state: { history } }: MemoryCrm): Readonly<Record<string, number>> {
  const created = history.filter((change) => isOurs(change) && change.kind === 'created');
  const objects = [...new Set(created.map(({ id }) => id))].map((id) => id.split('-')[0] ?? '');
  return Object.fromEntries(
    [...Map.groupBy(objects, (name) => name)].map(([name, all]) => [name, all.length]),
  );
}

const isInstant = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);

/** The values apart from the times they were written at and the ids that were made on the way. */
const lasting = (fields: Fields, nameOf: (value: FieldValue) => FieldValue) =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => value !== null && name !== 'Key__c')
      .map(([name, value]) => [name, isInstant(value) ? 'instant' : nameOf(value)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

const sorted = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).toSorted();

const nameOfRecord = ({ fields, id }: RemoteRecord) =>
  String(fields['Email'] ?? fields['Name'] ?? fields['Subject'] ?? id);

/** All live records of the CRM, told apart by what they say and not by their ids. */
function crmState(crm: MemoryCrm) {
  const live = crmObjects.flatMap((object) =>
    crm.state.all(object).filter(({ removed }) => !removed),
  );
  const names = new Map<FieldValue, string>(live.map((one) => [one.id, nameOfRecord(one)]));
  const nameOf = (value: FieldValue) => names.get(value) ?? value;
  return sorted(live.map((one) => ({ of: one.id.split('-')[0], ...lasting(one.fields, nameOf) })));
}

const kinds = [
  'company',
  'person',
  'emailMessage',
  'task',
  'opportunity',
] as const satisfies PlatformObject[];

async function recordsOf({ store }: World): Promise<PlatformRecord[]> {
  const lists = await Promise.all(
    kinds.map((object) => store.listRecords({ object, first: 100, after: null })),
  );
  return lists.flatMap(({ items }) => items.map(({ item }) => item));
}

/** What became of every undo, as its outcome tells. */
export async function undone({ store }: World): Promise<readonly string[]> {
  const { items } = await store.listOutcomes({ first: 100, after: null, filter: {} });
  const undos = items.flatMap(({ item }) => (item.undoes === undefined ? [] : [item]));
  return sorted(
    undos.map(({ object, status, reason, verdicts }) => ({ object, status, reason, verdicts })),
  );
}

/** Where a run of events ends, in the CRM and on the platform; equal for equal ends. */
export async function endState(world: World): Promise<object> {
  const records = await recordsOf(world);
  const ids = records.map(({ id }) => id);
  const keys = new Map(records.map(({ id, key }) => [id, key]));
  const keyOf = (id: string | null) => keys.get(id ?? '') ?? null;
  const links = await world.store.linksOf(ids);
  const open = await world.store.haveOpenOpportunity(ids);
  return {
    crm: crmState(world.crm),
    platform: sorted(
      records.map((one) => ({
        of: one.object,
        key: one.key,
        company: keyOf(one.companyId),
        person: keyOf(one.personId),
        isOpen: open.has(one.id),
        ...lasting(one.fields, (value) => value),
      })),
    ),
    links: sorted(links.map(({ recordId, crmObject }) => ({ key: keyOf(recordId), crmObject }))),
    nextDueAt: await world.store.nextDueAt(connectionId),
    openPlans: await world.store.openPlans(connectionId),
    queued: await Promise.all(
      (['read', 'write', 'reprocess', 'reconcile'] as const).map((kind) =>
        world.store.nextQueuedRun(connectionId, kind),
      ),
    ),
  };
}
