import type {
  Context,
  FieldType,
  LostCreate,
  RemoteId,
  RemoteRecord,
} from '@concord/core/contract';
import { toRemoteId } from '@concord/core/contract';
import { readAssociations } from './associations.ts';
import { readBatch, type ReadRow } from './batch-read.ts';
import { creationSource, isMadeBy } from './creation-source.ts';
import { fieldTypes } from './field-types.ts';
import { historyMax } from './limits.ts';
import type { ObjectName, ObjectShape } from './objects/object-shape.ts';
import { toName } from './query-text.ts';
import { rowsById } from './rows-by-id.ts';
import { toRecords } from './to-records.ts';
import { toValue } from './to-value.ts';

/**
 * Live records that a lost create may have made; see `Write.findCreated`. A search would miss them:
 * they are found by the person that they hang on, and told by `apart`, the properties that tell one
 * such record from another, as each was at first.
 */
export const findCreated =
  (shape: ObjectShape, apart: readonly string[]) =>
  async (context: Context, lost: LostCreate): Promise<RemoteRecord[]> => {
    const fields = [...new Set([...apart, ...Object.keys(lost.draft.fields)])];
    const ids = await ourIds(context, shape, { lost, ids: await hangingIds(context, shape, lost) });
    if (ids.length === 0) return [];
    const rows: ReadRow[] = [];
    for (let at = 0; at < ids.length; at += historyMax) {
      const inputs = ids.slice(at, at + historyMax);
      const properties = fields.map(toName);
      rows.push(
        ...(await readBatch(context, shape, { inputs, properties, past: apart.map(toName) })),
      );
    }
    const types = await fieldTypes(context, { shape, fields });
    const made = rows.filter((row) => apart.every((name) => isDrafted(row, { lost, name, types })));
    return toRecords(context, made, { shape, fields });
  };

/** Ids of all that hangs on what the draft hangs on: its person, else its company. */
const hangingIds = async (
  context: Context,
  shape: ObjectShape,
  { draft: { links = [] } }: LostCreate,
): Promise<RemoteId[]> => {
  const from = links.find(({ role }) => role === 'person') ?? links.find(isCompany);
  if (from === undefined) return [];
  const read = readAssociations({ ...shape, name: from.object as ObjectName });
  const [ids = []] = await read(context, { ids: [from.id], to: shape.name });
  return ids;
};

const isCompany = ({ role }: { readonly role: string }): boolean => role === 'company';

/** Those of the records that our app has made since. */
const ourIds = async (
  context: Context,
  shape: ObjectShape,
  { lost, ids }: { readonly lost: LostCreate; readonly ids: readonly RemoteId[] },
): Promise<RemoteId[]> => {
  const rows = await rowsById(context, shape, { ids, properties: creationSource });
  return rows
    .filter(({ createdAt }) => Date.parse(createdAt) >= Date.parse(lost.since))
    .filter((row) => isMadeBy(row, lost.userId))
    .map(({ id }) => toRemoteId(id));
};

interface Told {
  readonly lost: LostCreate;
  readonly name: string;
  readonly types: ReadonlyMap<string, FieldType>;
}

/** Whether a property began as drafted; HubSpot chooses one that the draft left out. */
const isDrafted = (row: ReadRow, { lost, name, types }: Told): boolean => {
  const drafted = lost.draft.fields[name] ?? null;
  if (drafted === null || drafted === '') return true;
  const oldest = row.propertiesWithHistory?.[name]
    ?.toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp))
    .at(0);
  const form = formOf(name, types.get(name) ?? 'text');
  return form(oldest?.value ?? null) === form(String(drafted));
};

/** HTML by its letters and digits alone, which HubSpot may tidy; other text without its ends. */
const formOf =
  (name: string, type: FieldType) =>
  (text: string | null): string => {
    if (name === 'hs_task_body') return (text ?? '').replaceAll(markup, '');
    return type === 'text' ? (text ?? '').trim() : String(toValue(text, type));
  };

const markup = /<[^>]*>|&[a-z\d#]+;|[^\p{L}\p{N}]/giu;
