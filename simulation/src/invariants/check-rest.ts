import type { FieldValue } from '@concord/core/contract';
import type { MirrorRow } from '@concord/core/ports';
import type { World } from '../world/world.ts';
import { connectionId } from '../world/world.ts';

const mirrored = ['User', 'Account', 'Contact', 'Lead', 'Opportunity'] as const;

/** Values as the CRM and the mirror both can say them. */
const plain = (value: unknown): unknown => {
  if (value === undefined || value === '') return null;
  const isTime = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/u.test(value);
  return isTime ? Date.parse(value) : value;
};

const isSame = (one: FieldValue | undefined, other: unknown) => plain(one) === plain(other);

/** Where a row differs from its record, by field; empty where it does not. */
function differences(row: MirrorRow, record: Record<string, unknown>): string[] {
  return Object.keys(row.fields).filter((name) => !isSame(row.fields[name], record[name]));
}

const isGone = (record: Record<string, unknown>) =>
  record['IsDeleted'] === true || record['IsConverted'] === true || record['IsActive'] === false;

/** What the mirror holds is what the CRM holds, at rest (I11, I12, I22). */
async function checkMirror(world: World, object: string): Promise<void> {
  const rows = await world.store.listMirror({
    connectionId,
    crmObject: object,
    after: null,
    limit: 10_000,
  });
  const known = new Map<string, MirrorRow>(rows.map((row) => [row.id, row]));
  for (const id of world.org.org.ids(object)) {
    const record = world.org.org.read({ object, id });
    const row = known.get(id);
    if (record === null || isGone(record) || world.hidden.has(id)) continue;
    if (row === undefined || row.removed) {
      world.violate('the mirror equals the CRM', `${object} ${id} is not in it`);
    } else {
      const fields = differences(row, record);
      const what = fields.map(
        (name) => `${name} ${String(row.fields[name])} for ${String(record[name])}`,
      );
      if (what.length > 0)
        world.violate('the mirror equals the CRM', `${object} ${id}: ${what.join()}`);
    }
  }
  for (const row of rows) {
    const record = world.org.org.read({ object, id: row.id });
    if (
      row.removed ||
      world.hidden.has(row.id) ||
      (record !== null && record['IsDeleted'] !== true)
    )
      continue;
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
  for (const object of mirrored) await checkMirror(world, object);
}
