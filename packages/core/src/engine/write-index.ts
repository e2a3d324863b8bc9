import type { MatchKey, RemoteId } from '../contract/index.ts';
import type { Link, MirrorRow, WriteContext } from '../ports/index.ts';

/** A write context made quick to ask. */
export interface WriteIndex {
  linkOf(recordId: string | null, crmObject: string): Link | null;
  /** Live rows of the object that carry one of the keys or have the id, each once. */
  rowsFor(keys: readonly MatchKey[], id: RemoteId | null): MirrorRow[];
}

const nameOf = (key: MatchKey) => `${key.kind} ${key.value}`;

const linkName = (recordId: string, crmObject: string) => `${crmObject} ${recordId}`;

/** Makes what is stored of a slice quick to look up. */
export function createWriteIndex(context: WriteContext, crmObject: string): WriteIndex {
  const links = new Map(context.links.map((l) => [linkName(l.recordId, l.crmObject), l]));
  const rows = context.rows.filter((row) => row.crmObject === crmObject && !row.removed);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byKey = Map.groupBy(
    rows.flatMap((row) => row.keys.map((key) => ({ name: nameOf(key), row }))),
    (one) => one.name,
  );
  return {
    linkOf: (recordId, object) =>
      recordId === null ? null : (links.get(linkName(recordId, object)) ?? null),
    rowsFor(keys, id) {
      const found = keys.flatMap((key) => (byKey.get(nameOf(key)) ?? []).map((one) => one.row));
      const linked = id === null ? undefined : byId.get(id);
      return [...new Set(linked === undefined ? found : [...found, linked])];
    },
  };
}
