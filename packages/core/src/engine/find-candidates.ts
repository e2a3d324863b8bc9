import type {
  FieldNames,
  MatchKey,
  MatchKeyKind,
  RemoteId,
  RemoteRecord,
  Write,
} from '../contract/index.ts';
import { isLive } from '../policy/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';
import { inPortions } from './in-portions.ts';
import { mappingsOf } from './mappings-of.ts';
import { toMirrorRows } from './mirror-rows.ts';
import { keyFieldsOf, relevantFields } from './relevant-fields.ts';
import { uniqueKeyFieldOf } from './load-targets.ts';
import type { WriteTarget } from './write-target.ts';

const live = (record: RemoteRecord | null): record is RemoteRecord =>
  record !== null && isLive(record);

/** Whether a row cannot prove what the CRM holds: read too soon, or before a field was mapped. */
const isDoubtful = (row: MirrorRow, fields: FieldNames) =>
  row.revision === null || fields.some((field) => !Object.hasOwn(row.fields, field));

/** Ids whose row in the mirror is doubtful, or that it does not have. */
function doubtful(targets: readonly WriteTarget[], fields: FieldNames): RemoteId[] {
  const ids = new Set<RemoteId>();
  for (const { candidates, link } of targets) {
    for (const row of candidates) if (isDoubtful(row, fields)) ids.add(row.id);
    const known = link === null || candidates.some((row) => row.id === link.crmId);
    if (!known) ids.add(link.crmId);
  }
  return [...ids];
}

/** Reads doubtful records again; those that are gone stop being candidates. */
export async function refreshCandidates(
  work: PlanningWork,
  object: ObjectWork,
  targets: readonly WriteTarget[],
): Promise<WriteTarget[]> {
  const { write } = object.remote;
  const fields = relevantFields(object, work.mappings);
  const ids = doubtful(targets, fields);
  if (write === undefined || ids.length === 0) return [...targets];
  const read = await inPortions(ids, write.matchMax, (some) =>
    write.get(work.context, { ids: some, fields }),
  );
  const rows = await toMirrorRows(work, object, read.filter(live));
  const fresh = new Map(rows.map((row) => [row.id, row]));
  const asked = new Set(ids);
  return targets.map((target) => {
    const certain = target.candidates.filter((row) => !asked.has(row.id));
    const again = [...target.candidates.map((row) => row.id), target.link?.crmId];
    const reread = [...new Set(again)].flatMap((id) => (id && fresh.get(id)) ?? []);
    return { ...target, candidates: [...certain, ...reread] };
  });
}

function matchFields(
  work: PlanningWork,
  object: ObjectWork,
  write: Write,
): Record<MatchKeyKind, readonly string[]> {
  const own = mappingsOf(work.mappings, object.name);
  const { email = [], domain = [], ...other } = keyFieldsOf(object.remote, own);
  const unique = uniqueKeyFieldOf(object) === null ? [] : [write.uniqueKeyField];
  return { email, domain, 'message-id': other['message-id'] ?? [], 'unique-key': unique };
}

/** Other names of a company's domain: those that redirect to it. */
async function withAliases(work: PlanningWork, target: WriteTarget): Promise<MatchKey[]> {
  const domains = target.keys.filter((key) => key.kind === 'domain').map((key) => key.value);
  if (domains.length === 0) return [...target.keys];
  const aliases = await work.parts.store.redirectsTo(domains);
  const more = aliases.map(({ domain }): MatchKey => ({ kind: 'domain', value: domain }));
  return [...target.keys, ...more];
}

/** Each record once, as the later list has it. */
const mergeRows = (known: readonly MirrorRow[], fresh: readonly MirrorRow[]): MirrorRow[] => [
  ...new Map([...known, ...fresh].map((row) => [row.id, row])).values(),
];

/** A CRM may answer with lookalikes: a website of another company under the same public suffix. */
const answers = (row: MirrorRow, target: WriteTarget) =>
  row.keys.some((key) => target.keys.some((own) => sameKey(key, own)));

const sameKey = (one: MatchKey, other: MatchKey) =>
  one.kind === other.kind && one.value === other.value;

/**
 * Asks the CRM itself for records that the mirror does not know of: no record is created on the
 * strength of the mirror alone (R-DUP-1, R-DUP-2).
 */
export async function matchInCrm(
  work: PlanningWork,
  object: ObjectWork,
  targets: readonly WriteTarget[],
): Promise<WriteTarget[]> {
  const { write } = object.remote;
  const isFresh = work.trustsMirror && object.remote.read !== undefined;
  const unknown = targets.filter((target) => target.candidates.length === 0 || !isFresh);
  if (write === undefined || unknown.length === 0) return [...targets];
  const asked: { readonly target: WriteTarget; readonly key: MatchKey }[] = [];
  for (const target of unknown) {
    for (const key of await withAliases(work, target)) asked.push({ target, key });
  }
  const fields = relevantFields(object, work.mappings);
  const keyFields = matchFields(work, object, write);
  const found = await inPortions(asked, write.matchMax, (some) =>
    write.match(work.context, { keys: some.map((one) => one.key), fields, keyFields }),
  );
  const rows = await toMirrorRows(work, object, found.flat().filter(live));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const candidates = Map.groupBy(
    asked.flatMap(({ target }, index) =>
      (found[index] ?? []).flatMap(({ id }): { target: WriteTarget; row: MirrorRow }[] => {
        const row = byId.get(id);
        return row === undefined || !answers(row, target) ? [] : [{ target, row }];
      }),
    ),
    (one) => one.target,
  );
  return targets.map((target) => {
    const matched = candidates.get(target)?.map((one) => one.row) ?? [];
    return { ...target, candidates: mergeRows(target.candidates, matched) };
  });
}
