import type { Context, FieldType } from '@concord/core/contract';
import type { FieldHistory, FieldVersion, HistoryRequest } from '@concord/core/contract';
import { readBatch, type ReadRow, type Version } from './batch-read.ts';
import { malformedAnswer } from './errors.ts';
import { fieldTypes } from './field-types.ts';
import { mergedIdsOf } from './merged-ids.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { toName } from './query-text.ts';
import { toValue } from './to-value.ts';

/**
 * The past of fields, record by record; see `Guard`. That of a record that was merged is the past
 * of the one it became.
 */
export const readHistory =
  (shape: ObjectShape) =>
  async (context: Context, request: HistoryRequest): Promise<(FieldHistory | null)[]> => {
    const { ids, fields, userId } = request;
    if (ids.length === 0) return [];
    const rows = await readBatch(context, shape, {
      inputs: [...new Set(ids)],
      properties: shape.mergedIds,
      past: fields.map(toName),
    });
    if (rows.length === 0) return ids.map(() => null);
    const types = await fieldTypes(context, { shape, fields });
    const told = new Map<string, ReadRow>(
      rows.flatMap((row) => [row.id, ...mergedIdsOf(row, shape)].map((id) => [id, row] as const)),
    );
    return ids.map((id) => {
      const row = told.get(id);
      return row === undefined ? null : toHistory(row, { shape, fields, userId, types });
    });
  };

interface Past {
  readonly shape: ObjectShape;
  readonly fields: HistoryRequest['fields'];
  readonly userId: string;
  readonly types: ReadonlyMap<string, FieldType>;
}

const toHistory = ({ id, propertiesWithHistory: past }: ReadRow, asked: Past): FieldHistory => {
  const { shape, fields, userId, types } = asked;
  if (past === undefined) {
    throw malformedAnswer(`read ${shape.name} ${id}`, 'the past is missing', false);
  }
  return Object.fromEntries(
    fields.map((name) => [
      name,
      newestFirst(past[name] ?? []).map((version): FieldVersion => ({
        value: toValue(version.value, types.get(name) ?? 'text'),
        at: version.timestamp,
        ours: isBy(version, userId),
      })),
    ]),
  );
};

const newestFirst = (versions: readonly Version[]): Version[] =>
  versions.toSorted((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp));

/** Whether our own app set a value. */
export const isBy = (
  { sourceType, sourceId }: Pick<Version, 'sourceType' | 'sourceId'>,
  userId: string,
): boolean => sourceType === 'INTEGRATION' && sourceId === userId;
