import type { FieldValue } from '@concord/core/contract';
import type { MirrorRow } from '@concord/core/ports';
import type { CrmFacts } from '../crm/crm-facts.ts';
import type { CrmRecord } from '../crm/simulated-crm.ts';
import type { World } from '../world/world.ts';

/** Values as the CRM and the mirror both can say them. */
const plain = (value: unknown): unknown => {
  if (value === undefined || value === '') return null;
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  const isTime = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/u.test(value);
  return isTime ? Date.parse(value) : value;
};

const isSame = (one: FieldValue | undefined, other: unknown) => plain(one) === plain(other);

/** Where a row differs from its record, by field; empty where it does not. */
function differences({ unlike }: CrmFacts, row: MirrorRow, record: CrmRecord['fields']): string[] {
  return Object.keys(row.fields)
    .filter((name) => !unlike.includes(name))
    .filter((name) => !isSame(row.fields[name], record[name]));
}

/** What the mirror holds is what the CRM holds, at rest (I11, I12, I22). */
async function checkMirror(world: World, object: string): Promise<void> {
  const rows = await world.store.listMirror({
    connectionId: world.connectionId,
    crmObject: object,
    after: null,
    limit: 10_000,
  });
  const known = new Map<string, MirrorRow>(rows.map((row) => [row.id, row]));
  for (const id of world.crm.ids(object)) {
    const record = world.crm.look({ object, id });
    const row = known.get(id);
    if (
      record === null ||
      record.isGone ||
      record.fields['IsActive'] === false ||
      world.hidden.has(id)
    )
      continue;
    if (row === undefined || row.removed) {
      world.violate('the mirror equals the CRM', `${object} ${id} is not in it`);
    } else {
      const fields = differences(world.crm.facts, row, record.fields);
      const what = fields.map(
        (name) => `${name} ${String(row.fields[name])} for ${String(record.fields[name])}`,
      );
      if (what.length > 0)
        world.violate('the mirror equals the CRM', `${object} ${id}: ${what.join()}`);
    }
  }
  if (!world.crm.facts.readsRemovals) return;
  for (const row of rows) {
    const isGone = world.crm.look({ object, id: row.id })?.isRemoved ?? true;
    if (row.removed || world.hidden.has(row.id) || !isGone) continue;
    world.violate('the mirror equals the CRM', `${object} ${row.id} is still in it`);
  }
}

/** Every request ended, or waits for something that is not there, and says for what (I20). */
function checkEndings(world: World): void {
  for (const [id, { state, hasReason }] of world.records.endings) {
    if (state === 'done' || hasReason) continue;
    if (state === 'parked' || state === 'waiting') {
      world.violate('every request ends with a reason', `${id} is ${state}`);
    }
  }
}

/** Holds what is left, once everything has settled, against what is promised. */
export async function checkRest(world: World): Promise<void> {
  checkEndings(world);
  for (const object of world.crm.facts.mirrored) await checkMirror(world, object);
}
