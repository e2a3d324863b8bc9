import type { Context, LostCreate, RemoteRecord } from '@concord/core/contract';
import { hangingsOf } from './draft-links.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { selectCreated, toName } from './query-text.ts';
import { runQueries } from './run-queries.ts';
import { selectedFields, toRecords } from './to-records.ts';

/** Fields that tell one task of a person from another, where the draft has them. */
const telling = ['Subject', 'TaskSubtype', 'ActivityDate', 'Description'] as const;

/** Live tasks that a lost create may have made; see `Write.findCreated`. */
export const findCreatedTasks =
  (shape: ObjectShape) =>
  async (context: Context, { draft, since, userId }: LostCreate): Promise<RemoteRecord[]> => {
    const fields = [...new Set([...telling, ...Object.keys(draft.fields)])];
    const person = hangingsOf(draft).person?.id ?? null;
    const query = selectCreated(shape.name, selectedFields(shape, fields), {
      by: userId,
      since,
      where: [
        [toName('WhoId'), person],
        [toName('Subject'), textOf(draft.fields['Subject'])],
      ],
    });
    const answers = await runQueries(context, {
      queries: [query],
      scope: 'query',
      doing: `find created ${shape.name}`,
    });
    return answers
      .flatMap(({ rows, askedAfter }) => toRecords(rows, { shape, fields, askedAfter }))
      .filter((record) => telling.every((name) => isSame(record.fields[name], draft.fields[name])));
  };

/** Salesforce chooses the value of a field that the draft left out, and trims what it was given. */
const isSame = (held: unknown, drafted: unknown): boolean =>
  textOf(drafted) === null || textOf(held) === textOf(drafted);

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().replaceAll('\r\n', '\n') : null;
