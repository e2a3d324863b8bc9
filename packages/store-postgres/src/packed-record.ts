import type { PlatformRecord, Source } from '@concord/core/platform';
import { sql } from 'kysely';
import { fromColumn } from './text-column.ts';

/** A source, and the fields that came from it. */
type PackedSource = readonly [Source['connectionId'], Source['crmObject'], string, ...string[]];

/**
 * What a record's row holds besides its columns. Nearly all values of a record come from one CRM
 * record, so each source stands once: the row stays below the size at which PostgreSQL compresses.
 */
export interface PackedRecord {
  readonly keys: readonly string[];
  readonly fields: PlatformRecord['fields'];
  readonly sources: readonly PackedSource[];
  readonly updatedAt: PlatformRecord['updatedAt'];
}

/** A platform record as its row holds it. */
export interface RecordRow {
  readonly id: string;
  readonly object: PlatformRecord['object'];
  readonly key: string;
  readonly company_id: string | null;
  readonly person_id: string | null;
  readonly version: number;
  /** A `PackedRecord` as JSON text, which the database need not look into. */
  readonly body: string;
}

/** The columns of a `RecordRow`. */
export const recordColumns = sql.raw(
  'r.id, r.object, r.key, r.company_id, r.person_id, r.version, r.body',
);

const packSources = (sources: PlatformRecord['sources']): PackedSource[] => {
  const packed = new Map<string, string[]>();
  let last: Source | null = null;
  let place: string[] = [];
  for (const [field, source] of Object.entries(sources)) {
    // Fields that come from one record mostly share its source, which is then named only once.
    if (source !== last) place = placeOf(packed, source);
    place.push(field);
    last = source;
  }
  return [...packed.values()] as unknown as PackedSource[];
};

const placeOf = (
  packed: Map<string, string[]>,
  { connectionId, crmObject, crmId }: Source,
): string[] => {
  const name = `${connectionId}\n${crmObject}\n${crmId}`;
  const of = packed.get(name) ?? [connectionId, crmObject, crmId];
  packed.set(name, of);
  return of;
};

const unpackSources = (packed: readonly PackedSource[]): PlatformRecord['sources'] =>
  Object.fromEntries(
    packed.flatMap(([connectionId, crmObject, crmId, ...fields]) => {
      const source = { connectionId, crmObject, crmId: crmId as Source['crmId'] };
      return fields.map((field) => [field, source]);
    }),
  );

/** The body of a record's row. */
export const packRecord = ({ keys, fields, sources, updatedAt }: PlatformRecord): PackedRecord => ({
  keys,
  fields,
  sources: packSources(sources),
  updatedAt,
});

/** The record of a row. */
export const unpackRecord = ({
  body,
  company_id,
  person_id,
  ...row
}: RecordRow): PlatformRecord => {
  const { keys, fields, sources, updatedAt } = JSON.parse(body) as PackedRecord;
  return {
    ...row,
    key: fromColumn(row.key),
    keys,
    fields,
    sources: unpackSources(sources),
    companyId: company_id === null ? null : fromColumn(company_id),
    personId: person_id === null ? null : fromColumn(person_id),
    updatedAt,
  };
};
