import {
  isSyncError,
  toCursor,
  type Context,
  type Read,
  type ReadPage,
  type ReadRequest,
  type RemoteId,
  type RemoteRecord,
} from '@concord/core/contract';
import { changeObjects, changeRead, type Mutant } from './mutant.ts';
import { noteInCursor } from './wrapped-cursor.ts';

const changePages = (
  change: (page: ReadPage, request: ReadRequest) => ReadPage,
): Mutant['mutate'] =>
  changeRead((read) => ({
    page: async (context, request) => change(await read.page(context, request), request),
  }));

const changeRecords = (change: (record: RemoteRecord) => RemoteRecord): Mutant['mutate'] =>
  changePages((page) => ({ ...page, records: page.records.map(change) }));

/** Reads everything anew and cuts the page out by position. */
const readByPosition =
  (read: Read): Read['page'] =>
  async (context: Context, { fields, after }: ReadRequest) => {
    const from = after === null ? 0 : Number(JSON.parse(after));
    const records: RemoteRecord[] = [];
    let page = await read.page(context, { fields, after: null });
    records.push(...page.records);
    while (page.more) {
      page = await read.page(context, { fields, after: page.cursor });
      records.push(...page.records);
    }
    const to = from + read.pageMax;
    return {
      records: records.slice(from, to),
      cursor: toCursor(JSON.stringify(to)),
      more: to < records.length,
    };
  };

const seenBy = Symbol('seen');

/** Reading that misses, invents or misunderstands. */
export const readMutants: readonly Mutant[] = [
  {
    audit: 'RD-01',
    fault: 'drops the last record of a page',
    object: 'User',
    mutate: changePages((page) => ({ ...page, records: page.records.slice(0, -1) })),
  },
  {
    audit: 'RD-02',
    fault: 'stops after three pages',
    object: 'Contact',
    mutate: changeRead((read) => ({
      page: noteInCursor<number>(read, ({ page, before }) => ({
        page: (before ?? 0) >= 2 ? { ...page, more: false } : page,
        note: (before ?? 0) + 1,
      })),
    })),
  },
  {
    audit: 'RD-03',
    fault: 'pages by position',
    object: 'Contact',
    mutate: changeRead((read) => ({ page: readByPosition(read) })),
  },
  {
    audit: 'RD-04',
    fault: 'keeps its place in memory',
    object: 'User',
    mutate: changeRead((read) => ({
      page: async (context, request) => {
        const page = await read.page(context, request);
        const isKnown = context.memo(seenBy, () => ({ yes: request.after === null }));
        const records = isKnown.yes ? page.records : page.records.slice(1);
        isKnown.yes = true;
        return { ...page, records };
      },
    })),
  },
  {
    audit: 'RD-05',
    fault: 'ends quietly when a cursor is two days old',
    object: 'User',
    mutate: changeRead((read) => ({
      page: noteInCursor<string>(read, ({ page, before }, now) => ({
        page:
          before !== null && Date.parse(now) - Date.parse(before) > 2 * 86_400_000
            ? { ...page, records: [], more: false }
            : page,
        note: now,
      })),
    })),
  },
  {
    audit: 'RD-06',
    fault: 'normalises text',
    object: 'Contact',
    mutate: changeRecords((record) => ({
      ...record,
      fields: Object.fromEntries(
        Object.entries(record.fields).map(([name, value]) => [
          name,
          typeof value === 'string' ? value.normalize('NFKD') : value,
        ]),
      ),
    })),
  },
  {
    audit: 'RD-07',
    fault: 'takes a record in the bin for a live one',
    object: 'Contact',
    mutate: changeRecords((record) => ({ ...record, removed: false })),
  },
  {
    audit: 'RD-08',
    fault: 'takes a failure for the end',
    object: 'User',
    mutate: changeRead((read) => ({
      page: (context, request) =>
        read.page(context, request).catch(() => ({
          records: [],
          cursor: request.after ?? toCursor('{}'),
          more: false,
        })),
    })),
  },
  {
    audit: 'INC-01',
    fault: 'keeps every id it read in the cursor',
    object: 'User',
    mutate: changeRead((read) => ({
      page: noteInCursor<string[]>(read, ({ page, before }) => ({
        page,
        note: [...(before ?? []), ...page.records.map(({ id }) => `${id}`.repeat(30))],
      })),
    })),
  },
  {
    audit: 'INC-02',
    fault: 'starts again once it has caught up',
    object: 'User',
    mutate: changeRead((read) => ({
      page: async (context, { fields, after }) => {
        const page = await read.page(context, { fields, after: after === '{}' ? null : after });
        return page.more ? page : { ...page, cursor: toCursor('{}') };
      },
    })),
  },
  {
    audit: 'INC-03',
    fault: 'goes on after the last instant, not after the last record',
    object: 'User',
    mutate: changeRead((read) => ({
      page: noteInCursor<string>(read, ({ page, before }) => ({
        page: {
          ...page,
          records: page.records.filter(({ modifiedAt }) => before === null || modifiedAt > before),
        },
        note: page.records.at(-1)?.modifiedAt ?? before ?? '',
      })),
    })),
  },
  {
    audit: 'INC-04',
    fault: 'looks back at nothing',
    object: 'User',
    mutate: changeRead((read) => ({
      page: noteInCursor<{ from: string; newest: string }>(read, ({ page, before }) => {
        const from = before?.from ?? '';
        const newest = page.records.reduce(
          (most, { modifiedAt }) => (modifiedAt > most ? modifiedAt : most),
          before?.newest ?? '',
        );
        const records = page.records.filter(({ modifiedAt }) => modifiedAt >= from);
        return {
          page: { ...page, records },
          note: { from: page.more ? from : newest, newest },
        };
      }),
    })),
  },
  {
    audit: 'INC-07',
    fault: 'starts again on a damaged cursor',
    object: 'User',
    mutate: changeRead((read) => ({
      page: (context, request) =>
        read.page(context, request).catch((error: unknown) => {
          if (!isSyncError(error) || error.code !== 'invalid') throw error;
          return read.page(context, { ...request, after: null });
        }),
    })),
  },
  {
    audit: 'INC-08',
    fault: 'takes its mark from our clock',
    object: 'User',
    mutate: changeRead((read) => ({
      page: noteInCursor<string>(read, ({ page, before }, now) => ({
        page: {
          ...page,
          records: page.records.filter(({ modifiedAt }) => before === null || modifiedAt > before),
        },
        note: new Date(Date.parse(now) - 900_000).toISOString(),
      })),
    })),
  },
  {
    audit: 'INC-09',
    fault: 'gives each record once',
    object: 'User',
    mutate: changeRead((read) => {
      const given = new Set<RemoteId>();
      return {
        page: async (context, request) => {
          const page = await read.page(context, request);
          const records = page.records.filter(({ id }) => !given.has(id));
          for (const { id } of records) given.add(id);
          return { ...page, records };
        },
      };
    }),
  },
  {
    audit: 'INC-10',
    fault: 'holds a removal for final',
    object: 'Contact',
    mutate: changeRead((read) => {
      const gone = new Set<RemoteId>();
      return {
        page: async (context, request) => {
          const page = await read.page(context, request);
          for (const record of page.records) if (record.removed) gone.add(record.id);
          const records = page.records.map((record) => ({
            ...record,
            removed: gone.has(record.id),
          }));
          return { ...page, records };
        },
      };
    }),
  },
  {
    audit: 'INC-11',
    fault: 'forgets what a record was merged into',
    object: 'Account',
    mutate: changeRecords((record) => ({ ...record, mergedInto: null })),
  },
  {
    audit: 'INC-13',
    fault: 'forgets what a lead was converted into',
    object: 'Lead',
    mutate: changeRecords((record) => {
      const { continuesAs, ...forgetful } = record;
      return continuesAs === undefined ? record : forgetful;
    }),
  },
  {
    audit: 'INC-12',
    fault: 'takes a record it cannot see for a removed one',
    object: 'Contact',
    mutate: changeObjects((object) => {
      const { read, write } = object;
      if (!read || !write) return object;
      const known = new Map<RemoteId, RemoteRecord>();
      const page: Read['page'] = async (context, request) => {
        const found = await read.page(context, request);
        const ids = [...known.keys()];
        const seen =
          ids.length === 0 ? [] : await write.get(context, { ids, fields: request.fields });
        const missing = [...known.values()].filter((_, at) => seen[at] === null);
        for (const record of found.records) known.set(record.id, record);
        const removed = missing.map((record) => ({ ...record, removed: true }));
        return { ...found, records: [...found.records, ...removed] };
      };
      return { ...object, read: { ...read, page } };
    }),
  },
];
