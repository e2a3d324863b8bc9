import type { Context, Draft, LostCreate, RemoteRecord } from '@concord/core/contract';
import type { ObjectShape } from './objects/object-shape.ts';
import { selectCreated, toName } from './query-text.ts';
import { runQueries } from './run-queries.ts';
import { selectedFields, toRecords } from './to-records.ts';

/** By what a record is known for the one that a draft describes. */
export interface Telling {
  /** Fields to ask for, and what each holds; `null` where it holds nothing. */
  readonly where: (draft: Draft) => Readonly<Record<string, string | null>>;
  /** Fields that tell one such record from another, where the draft has them. */
  readonly apart: readonly string[];
}

/** Live records that a lost create may have made; see `Write.findCreated`. */
export const findCreated =
  (shape: ObjectShape, { where, apart }: Telling) =>
  async (context: Context, { draft, since, userId }: LostCreate): Promise<RemoteRecord[]> => {
    const fields = [...new Set([...apart, lastEditor, ...Object.keys(draft.fields)])];
    const query = selectCreated(shape.name, selectedFields(shape, fields), {
      by: userId,
      since,
      where: Object.entries(where(draft)).map(([name, text]) => [toName(name), text] as const),
    });
    const answers = await runQueries(context, {
      queries: [query],
      scope: 'query',
      doing: `find created ${shape.name}`,
    });
    return answers
      .flatMap(({ rows, askedAfter }) => toRecords(rows, { shape, fields, askedAfter }))
      .filter(
        ({ fields: held }) =>
          held[lastEditor] !== userId ||
          apart.every((name) => isSame(held[name], draft.fields[name])),
      );
  };

/** What somebody else has edited since need not hold what we drafted any more. */
const lastEditor = 'LastModifiedById';

/** Salesforce chooses the value of a field that the draft left out, and trims what it was given. */
const isSame = (held: unknown, drafted: unknown): boolean =>
  textOf(drafted) === null || textOf(held) === textOf(drafted);

/** Text as Salesforce keeps it; `null` for what it keeps as empty. */
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().replaceAll('\r\n', '\n') : null;
