import type { Read, RemoteId, RemoteRecord } from '@concord/core/contract';
import { changeRead, type Mutant } from './mutant.ts';

const changeRemoved = (
  change: (records: readonly RemoteRecord[]) => readonly RemoteRecord[],
): Mutant['mutate'] =>
  changeRead(({ removals }) => ({
    ...(removals && {
      removals: async (context, request) => {
        const page = await removals(context, request);
        return { ...page, records: change(page.records) };
      },
    }),
  }));

/** Gives no record any more that it once gave as removed. */
const holdsForFinal = ({ page, removals }: Read): Partial<Read> => {
  const gone = new Set<RemoteId>();
  return {
    page: async (context, request) => {
      const found = await page(context, request);
      return { ...found, records: found.records.filter(({ id }) => !gone.has(id)) };
    },
    ...(removals && {
      removals: async (context, request) => {
        const found = await removals(context, request);
        for (const { id } of found.records) gone.add(id);
        return found;
      },
    }),
  };
};

/** What is gone that is not, and what is not shown that is. */
export const binMutants: readonly Mutant[] = [
  {
    audit: 'RD-07',
    fault: 'takes a record in the bin for a live one',
    object: 'contacts',
    mutate: changeRemoved((records) => records.map((one) => ({ ...one, removed: false }))),
  },
  {
    audit: 'INC-10',
    fault: 'holds a removal for final',
    object: 'contacts',
    mutate: changeRead(holdsForFinal),
  },
  {
    audit: 'BIN-01',
    fault: 'looks through one page of the bin',
    object: 'companies',
    mutate: changeRead(({ removals }) => ({
      ...(removals && {
        removals: async (context, request) => ({
          ...(await removals(context, request)),
          after: null,
        }),
      }),
    })),
  },
  {
    audit: 'BIN-01',
    fault: 'takes a failure for an empty bin',
    object: 'companies',
    mutate: changeRead(({ removals }) => ({
      ...(removals && {
        removals: (context, request) =>
          removals(context, request).catch(() => ({ records: [], after: null })),
      }),
    })),
  },
  {
    audit: 'BIN-02',
    fault: 'shows records for removed that were',
    object: 'companies',
    mutate: changeRead(({ page, removals }) => {
      const seen = new Map<RemoteId, RemoteRecord>();
      return {
        ...(removals && {
          removals: async (context, request) => {
            const live = await page(context, { fields: request.fields, after: null });
            for (const one of live.records) seen.set(one.id, { ...one, removed: true });
            const found = await removals(context, request);
            return { ...found, records: [...found.records, ...seen.values()] };
          },
        }),
      };
    }),
  },
  {
    audit: 'BIN-03',
    fault: 'takes what it was asked for as removed',
    object: 'contacts',
    mutate: changeRead(({ removed }) => ({
      ...(removed && { removed: async (_, ids) => [...ids] }),
    })),
  },
];
