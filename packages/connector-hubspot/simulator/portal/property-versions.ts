import { toInstant } from '../store/instant.ts';
import type { Table, Value } from '../store/table.ts';
import type { Actor } from './actor.ts';

/** One value that a property had, from `at` (ms since 1970) on. */
export interface Version {
  readonly value: string;
  readonly at: number;
  readonly actor: Actor;
}

/** The values that properties had before and since their first change; what never changed is not kept. */
export class PropertyVersions {
  readonly #rows = new Map<number, Map<string, Version[]>>();

  /** Notes a change; `original` is what stood there from creation on. */
  add(
    row: number,
    name: string,
    { original, version }: { original: Version | null; version: Version },
  ): void {
    const properties = this.#rows.get(row) ?? new Map<string, Version[]>();
    this.#rows.set(row, properties);
    const versions = properties.get(name) ?? (original ? [original] : []);
    versions.push(version);
    properties.set(name, versions);
  }

  /** Gives a property the values it had elsewhere. */
  put(row: number, name: string, versions: readonly Version[]): void {
    const properties = this.#rows.get(row) ?? new Map<string, Version[]>();
    this.#rows.set(row, properties);
    properties.set(name, [...versions]);
  }

  /** Oldest first; undefined where the value never changed since creation. */
  get(row: number, name: string): readonly Version[] | undefined {
    return this.#rows.get(row)?.get(name);
  }

  forget(row: number): void {
    this.#rows.delete(row);
  }
}

const sourceOf = (table: Table, row: number): Actor => {
  const sourceId = table.get(row, 'hs_object_source_id');
  const userId = /^userId:(\d+)$/u.exec(sourceId ?? '')?.[1];
  return {
    id: '',
    sourceType: table.get(row, 'hs_object_source') ?? 'CRM_UI',
    sourceId,
    sourceLabel: table.get(row, 'hs_object_source_detail_1'),
    userId: userId === undefined ? null : Number(userId),
  };
};

/** The value as it stood at creation; null for none. */
export const originalVersion = (table: Table, row: number, value: Value): Version | null =>
  value === null ? null : { value, at: table.createdAt(row), actor: sourceOf(table, row) };

/** A version as `propertiesWithHistory` shows it. */
export const versionBody = ({ value, at, actor }: Version): Record<string, unknown> => ({
  value,
  timestamp: toInstant(at),
  sourceType: actor.sourceType,
  ...(actor.sourceId === null ? {} : { sourceId: actor.sourceId }),
  ...(actor.sourceLabel === null ? {} : { sourceLabel: actor.sourceLabel }),
  ...(actor.userId === null ? {} : { updatedByUserId: actor.userId }),
});
