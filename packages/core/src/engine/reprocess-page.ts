import type { FieldNames, Get, RemoteId, RemoteRecord } from '../contract/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import { applyRows } from './apply-rows.ts';
import { planPage } from './plan-page.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { checkQuota } from './check-quota.ts';
import { toMirrorRows } from './mirror-rows.ts';
import { relevantFields } from './relevant-fields.ts';

/** Records planned anew at once: a due read waits for one page at most. */
const pageMax = 1_000;

const lacks = (row: MirrorRow, fields: FieldNames) =>
  fields.some((field) => !Object.hasOwn(row.fields, field));

/** How records of the object are read by id; `null` where they cannot be. */
const getOf = ({ remote: { read, write } }: ObjectWork): Get | null =>
  write === undefined
    ? (read?.get ?? null)
    : { batchMax: write.matchMax, call: (context, request) => write.get(context, request) };

/** Records whose newly mapped fields the mirror does not hold, read with them. */
async function readLacking(
  work: ConnectionWork,
  object: ObjectWork,
  rows: readonly MirrorRow[],
): Promise<Map<RemoteId, RemoteRecord>> {
  const get = getOf(object);
  const fields = relevantFields(object, work.mappings);
  const ids = rows.filter((row) => !row.removed && lacks(row, fields)).map(({ id }) => id);
  const found = new Map<RemoteId, RemoteRecord>();
  if (get === null) return found;
  for (let start = 0; start < ids.length; start += get.batchMax) {
    checkQuota(work);
    const some = ids.slice(start, start + get.batchMax);
    for (const record of await get.call(work.context, { ids: some, fields })) {
      if (record !== null) found.set(record.id, record);
    }
  }
  return found;
}

/** Only what the changed mappings speak of is planned anew; what the platform set since stays. */
const ofRun = (work: ConnectionWork): ConnectionWork => {
  const { fields } = work.run;
  if (fields === null) return work;
  const named = new Set(fields);
  const mappings = work.mappings.filter(({ platformField }) => named.has(platformField ?? ''));
  return { ...work, mappings };
};

/**
 * Plans one page of mirrored records anew under the mappings in force (R-TIME-3); answers the last
 * record of the page, `null` when there are no more. The checkpoint of reading is not touched.
 */
export async function reprocessPage(
  work: ConnectionWork,
  object: ObjectWork,
  after: RemoteId | null,
): Promise<RemoteId | null> {
  const known = await work.parts.store.listMirror({
    connectionId: work.connection.id,
    crmObject: object.name,
    after,
    limit: pageMax,
  });
  const last = known.at(-1);
  if (last === undefined) return null;
  const read = await readLacking(work, object, known);
  // Keys are made anew, for the mapping may have moved them to another field.
  const rows = await toMirrorRows(
    work,
    object,
    known.map((row) => read.get(row.id) ?? row),
  );
  const narrow = ofRun(work);
  const planned = await planPage(narrow, object, rows);
  await applyRows(narrow, object, { planned, checkpoint: null });
  return known.length < pageMax ? null : last.id;
}
