import type { MirrorRow } from '../platform/index.ts';

/** The latest row of each record on a page, those older than what the mirror holds left out. */
export const freshRows = (
  rows: readonly MirrorRow[],
  known: readonly MirrorRow[],
): readonly MirrorRow[] => {
  const held = new Map(known.map((row) => [row.id, row]));
  const latest = new Map(rows.map((row) => [row.id, row]));
  return [...latest.values()].filter((row) => !isOlder(row, held.get(row.id)));
};

/** Whether the mirror holds a later state of the record. */
export const isOlder = (row: MirrorRow, held: MirrorRow | undefined): boolean =>
  held !== undefined && row.modifiedAt < held.modifiedAt;
