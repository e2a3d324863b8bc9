import type { MatchKey, RemoteRecord } from '../contract/index.ts';
import type { FieldMapping } from '../platform/index.ts';
import { isEmpty, isLive, matchKeysOf } from '../policy/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';
import { keyFieldsOf } from './relevant-fields.ts';

function uniqueKeyOf(record: RemoteRecord, object: ObjectWork): MatchKey[] {
  const value = record.fields[object.remote.write?.uniqueKeyField ?? ''];
  return typeof value === 'string' && !isEmpty(value) ? [{ kind: 'unique-key', value }] : [];
}

/** How the keys of the object's records are found; the same for each record of a page. */
function keyReader(object: ObjectWork, mappings: readonly FieldMapping[]) {
  const own = mappings.filter((mapping) => mapping.crmObject === object.name);
  const keyFields = keyFieldsOf(object.remote, own);
  return (record: RemoteRecord): MatchKey[] =>
    !isLive(record)
      ? []
      : [...matchKeysOf(record.fields, keyFields), ...uniqueKeyOf(record, object)];
}

const domainsIn = (rows: readonly MirrorRow[]) => [
  ...new Set(
    rows.flatMap((row) => row.keys.filter((k) => k.kind === 'domain').map((k) => k.value)),
  ),
];

/** Replaces each domain by the one it redirects to (R-COMPANY-2). */
async function followRedirects(work: PlanningWork, rows: MirrorRow[]): Promise<MirrorRow[]> {
  const domains = domainsIn(rows);
  if (domains.length === 0 || !work.connection.settings.followRedirects) return rows;
  const targets = await work.parts.resolver.resolve(domains);
  const follow = (key: MatchKey): MatchKey =>
    key.kind === 'domain' ? { kind: 'domain', value: targets.get(key.value) ?? key.value } : key;
  return rows.map((row) => ({ ...row, keys: row.keys.map(follow) }));
}

/** Records as the mirror keeps them, with the keys they are found by. */
export function toMirrorRows(
  work: PlanningWork,
  object: ObjectWork,
  records: readonly RemoteRecord[],
): Promise<MirrorRow[]> {
  if (records.length === 0) return Promise.resolve([]);
  const keysOf = keyReader(object, work.mappings);
  const rows = records.map((record) => ({
    ...record,
    removed: !isLive(record),
    connectionId: work.connection.id,
    crmObject: object.name,
    keys: keysOf(record),
  }));
  return followRedirects(work, rows);
}
