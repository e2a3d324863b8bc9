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
import { changeRead, type Mutant } from './mutant.ts';
import { noteInCursor } from './wrapped-cursor.ts';

const changePages = (
  change: (page: ReadPage, request: ReadRequest) => ReadPage,
): Mutant['mutate'] =>
  changeRead((read) => ({
    page: async (context, request) => change(await read.page(context, request), request),
  }));

const changeRecords = (change: (record: RemoteRecord) => RemoteRecord): Mutant['mutate'] =>
  changePages((page) => ({ ...page, records: page.records.map(change) }));

/** Reads everything anew and cuts the page out by position in the order of change. */
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
    const byChange = records.toSorted((a, b) => (a.modifiedAt < b.modifiedAt ? -1 : 1));
    const to = from + read.pageMax;
    return {
      records: byChange.slice(from, to),
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
    object: 'owners',
    mutate: changePages((page) => ({ ...page, records: page.records.slice(0, -1) })),
  },
  {
    audit: 'RD-02',
    fault: 'stops after three pages',
    object: 'contacts',
    mutate: changeRead((read) => ({
      page: noteInCursor<number>(read, ({ page, before }) => ({
        page: (before ?? 0) >= 2 ? { ...page, more: false } : page,
        note: (before ?? 0) + 1,
      })),
    })),
  },
  {
    audit: 'RD-03',
    fault: 'pages by position in the order of change',
    object: 'contacts',
    mutate: changeRead((read) => ({ page: readByPosition(read) })),
  },
  {
    audit: 'RD-04',
    fault: 'keeps its place in memory',
    object: 'owners',
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
    object: 'owners',
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
    object: 'contacts',
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
    audit: 'RD-08',
    fault: 'takes a failure for the end',
    object: 'owners',
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
    audit: 'INC-03',
    fault: 'goes on after the last instant, not after the last record',
    object: 'owners',
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
    audit: 'INC-07',
    fault: 'starts again on a damaged cursor',
    object: 'owners',
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
    object: 'owners',
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
    object: 'owners',
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
    audit: 'INC-11',
    fault: 'forgets what a record was merged into',
    object: 'companies',
    mutate: changeRecords((record) => ({ ...record, mergedInto: null })),
  },
  {
    audit: 'INC-01',
    fault: 'keeps every id it read in the cursor',
    object: 'companies',
    mutate: changeRead((read) => ({
      page: noteInCursor<string[]>(read, ({ page, before }) => ({
        page,
        note: [...(before ?? []), ...page.records.map(({ id }) => id.padStart(400))],
      })),
    })),
  },
  {
    audit: 'INC-02',
    fault: 'starts again once it has caught up',
    object: 'companies',
    mutate: changeRead((read) => ({
      page: async (context, { fields, after }) => {
        const page = await read.page(context, { fields, after: after === '{}' ? null : after });
        return page.more ? page : { ...page, cursor: toCursor('{}') };
      },
    })),
  },
];
