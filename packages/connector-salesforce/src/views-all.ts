import { isSyncError, type Context, type Permission } from '@concord/core/contract';
import { z } from 'zod';
import { askTogether, isAnswered, type Part } from './ask-together.ts';
import { send } from './client.ts';
import { askIdentity } from './identify.ts';
import { parseAnswer, queryPage } from './parse-answer.ts';
import {
  countVisible,
  selectViewAllData,
  selectViewAllRecords,
  type Soql,
  type SoqlName,
} from './query-text.ts';
import { queryPath } from './run-queries.ts';

type State = Permission['state'];

const doing = 'check the permissions';
const asked = { doing, writes: false };

/** Whether our user views all records of each object, in their order. */
export const viewsAll = async (
  context: Context,
  objects: readonly SoqlName[],
): Promise<State[]> => {
  const { userId } = await askIdentity(context);
  const [data, records] = await runEach(context, [
    selectViewAllData(userId),
    selectViewAllRecords(userId, objects),
  ]);
  if (rowsOf(data, dataShape)?.some((row) => row.PermissionsViewAllData) === true) {
    return objects.map(() => 'granted');
  }
  const permissions = rowsOf(records, recordsShape);
  // Whoever reads an object has a row that says so: none at all is one more way of not telling.
  if (permissions === null || permissions.length === 0) return compareCounts(context, objects);
  const granted = permissions.filter((row) => row.PermissionsViewAllRecords);
  const names = new Set(granted.map((row) => row.SobjectType));
  return objects.map((object) => (names.has(object) ? 'granted' : 'missing'));
};

const dataShape = z.array(z.looseObject({ PermissionsViewAllData: z.boolean() }));

const recordsShape = z.array(
  z.looseObject({ SobjectType: z.string(), PermissionsViewAllRecords: z.boolean() }),
);

const runEach = (context: Context, queries: readonly Soql[]): Promise<Part[]> => {
  const questions = queries.map((soql) => ({ url: queryPath(soql, 'query'), isQuery: true }));
  return askTogether(context, questions, doing);
};

/** The rows of a part; `null` where Salesforce does not let us look. */
const rowsOf = <Shape extends z.ZodType>(
  part: Part | undefined,
  shape: Shape,
): z.infer<Shape> | null =>
  part === undefined || !isAnswered(part)
    ? null
    : parseAnswer(shape, parseAnswer(queryPage, part.body, asked).records, asked);

const countsShape = z.object({
  sObjects: z.array(z.object({ name: z.string(), count: z.number() })),
});

/**
 * Who sees clearly less than there is does not view all; who does not may be lucky.
 *
 * Salesforce: permissions of objects are shown to those who view the setup, and the counts that
 * everybody is shown are not of now. developer.salesforce.com "ObjectPermissions", "Record Count",
 * read 2026-11-22
 */
const compareCounts = async (context: Context, objects: readonly SoqlName[]): Promise<State[]> => {
  const totals = await countAll(context, objects);
  if (totals === null) return objects.map(() => 'unknown');
  const parts = await runEach(context, objects.map(countVisible));
  return objects.map((object, index) => {
    const part = parts[index];
    const total = totals.get(object);
    if (part === undefined || !isAnswered(part) || total === undefined) return 'unknown';
    const seen = parseAnswer(queryPage, part.body, asked).totalSize;
    return seen < total * 0.95 - 10 ? 'missing' : 'unknown';
  });
};

/** How many records there are, about, whoever sees them; `null` where we are not told. */
const countAll = async (
  context: Context,
  objects: readonly SoqlName[],
): Promise<ReadonlyMap<string, number> | null> => {
  const path = `/limits/recordCount?sObjects=${objects.join(',')}`;
  const request = { method: 'GET', path, doing, writes: false } as const;
  try {
    const { body } = await send(context, request);
    const { sObjects } = parseAnswer(countsShape, body, asked);
    return new Map(sObjects.map(({ name, count }) => [name, count]));
  } catch (thrown) {
    if (isSyncError(thrown) && thrown.retry === 'never' && thrown.code !== 'unauthorized') {
      return null;
    }
    throw thrown;
  }
};
