import { isSyncError, type Context, type RemoteId } from '@concord/core/contract';
import type { TouchedRequest } from '@concord/core/contract';
import { readAssociations } from './associations.ts';
import { readBatch, type ReadRow } from './batch-read.ts';
import { creationSource, isMadeBy } from './creation-source.ts';
import { describeObject } from './describe-object.ts';
import { companyField } from './draft-links.ts';
import { isBy } from './history.ts';
import { historyMax } from './limits.ts';
import type { ObjectName, ObjectShape } from './objects/object-shape.ts';
import { toName, type PropertyName } from './query-text.ts';

/**
 * Whether anybody changed records since we created them, or associated anything with them; see
 * `Write.touched`. What HubSpot itself sets at the creation counts for nobody's.
 */
export const touched =
  (shape: ObjectShape, hanging: readonly ObjectName[]) =>
  async (context: Context, { ids, userId }: TouchedRequest): Promise<boolean[]> => {
    const whole = new Set(await untouched(context, shape, { ids, userId }));
    const bearing = await associatedWith(context, shape, { ids, hanging });
    return ids.map((id) => !whole.has(id) || bearing === null || bearing.has(id));
  };

const isUntouched = (row: ReadRow, userId: string) =>
  isMadeBy(row, userId) && isOursSince(row, userId);

const isOursSince = ({ createdAt, propertiesWithHistory: past }: ReadRow, userId: string) =>
  past !== undefined &&
  Object.values(past)
    .flat()
    .every((version) => isBy(version, userId) || version.timestamp <= createdAt);

/** Properties that people, and other apps, may set; the company is an association, seen as such. */
const settable = async (context: Context, shape: ObjectShape): Promise<PropertyName[]> => {
  const { fields } = await describeObject(shape)(context);
  const names = fields.filter(({ updatable }) => updatable).map(({ name }) => name);
  return names.filter((name) => name !== companyField).map(toName);
};

const untouched = async (
  context: Context,
  shape: ObjectShape,
  { ids, userId }: TouchedRequest,
): Promise<string[]> => {
  const whole: string[] = [];
  const past = ids.length === 0 ? [] : await settable(context, shape);
  // Without a right to write we are not told which properties people may set.
  if (past.length === 0) return [];
  for (let start = 0; start < ids.length; start += historyMax) {
    const inputs = ids.slice(start, start + historyMax);
    const rows = await readBatch(context, shape, { inputs, properties: creationSource, past });
    whole.push(...rows.filter((row) => isUntouched(row, userId)).map(({ id }) => id));
  }
  return whole;
};

interface Question {
  readonly ids: readonly RemoteId[];
  readonly hanging: readonly ObjectName[];
}

/** The ids that something is associated with; `null` where our scopes do not show all that may. */
const associatedWith = async (
  context: Context,
  shape: ObjectShape,
  { ids, hanging }: Question,
): Promise<ReadonlySet<RemoteId> | null> => {
  const bearing = new Set<RemoteId>();
  try {
    for (const to of ids.length === 0 ? [] : hanging) {
      const found = await readAssociations(shape)(context, { ids, to });
      ids.forEach((id, at) => (found[at]?.length ?? 0) > 0 && bearing.add(id));
    }
    return bearing;
  } catch (thrown) {
    const isUnseen = isSyncError(thrown) && ['unsupported', 'forbidden'].includes(thrown.code);
    if (isUnseen) return null;
    throw thrown;
  }
};
