import type { MatchRequest, RemoteId, RemoteRecord, Write } from '@concord/core/contract';
import { changeWrite, type Mutant } from './mutant.ts';

const changeMatch = (
  change: (found: RemoteRecord[][], request: MatchRequest) => RemoteRecord[][],
): Mutant['mutate'] =>
  changeWrite((write) => ({
    match: async (context, request) => change(await write.match(context, request), request),
  }));

/** Hides what `create` has made from `match`, as an index that lags does. */
const lagging = (write: Write): Partial<Write> => {
  const fresh = new Set<RemoteId>();
  return {
    match: async (context, request) => {
      const found = await write.match(context, request);
      return found.map((records) => records.filter(({ id }) => !fresh.has(id)));
    },
    create: {
      ...write.create,
      call: async (context, drafts) => {
        const results = await write.create.call(context, drafts);
        for (const result of results) if (result.ok) fresh.add(result.id);
        return results;
      },
    },
  };
};

/** Matching that finds too little, too much or in the wrong place. */
export const matchMutants: readonly Mutant[] = [
  {
    audit: 'MAT-01',
    fault: 'compares websites letter by letter',
    object: 'companies',
    mutate: changeMatch((found, { keys }) =>
      found.map((records, at) => records.filter((one) => one.fields['domain'] === keys[at]?.value)),
    ),
  },
  {
    audit: 'MAT-03',
    fault: 'answers with the first candidate only',
    object: 'companies',
    mutate: changeMatch((found) => found.map((records) => records.slice(0, 1))),
  },
  {
    audit: 'MAT-05',
    fault: 'matches in an index that lags',
    object: 'contacts',
    mutate: changeWrite(lagging),
  },
  {
    audit: 'MAT-10',
    fault: 'matches in an index that lags',
    object: 'contacts',
    mutate: changeWrite(lagging),
  },
  {
    audit: 'MAT-06',
    fault: 'takes a failure for no match',
    object: 'contacts',
    mutate: changeWrite((write) => ({
      match: (context, request) =>
        write.match(context, request).catch(() => request.keys.map(() => [])),
    })),
  },
  {
    audit: 'MAT-07',
    fault: 'strips what it cannot quote from a key',
    object: 'contacts',
    mutate: changeWrite((write) => ({
      match: (context, request) => {
        const keys = request.keys.map(({ kind, value }) => ({
          kind,
          value: value.replaceAll(/['\\]/gu, ''),
        }));
        return write.match(context, { ...request, keys });
      },
    })),
  },
  {
    audit: 'MAT-08',
    fault: 'gives up on all keys for the sake of one',
    object: 'contacts',
    mutate: changeWrite((write) => ({
      match: (context, request) => {
        const isSafe = request.keys.every(({ value }) => /^[ -~]{1,200}$/u.test(value));
        const none = request.keys.map((): RemoteRecord[] => []);
        return isSafe ? write.match(context, request) : Promise.resolve(none);
      },
    })),
  },
  {
    audit: 'MAT-09',
    fault: 'answers ids in the order of the CRM',
    object: 'contacts',
    mutate: changeWrite((write) => ({
      get: async (context, { ids, fields }) => {
        const sorted = [...new Set(ids)].toSorted();
        return write.get(context, { ids: sorted, fields });
      },
    })),
  },
  {
    audit: 'TIE-01',
    fault: 'dates candidates by our clock',
    object: 'companies',
    mutate: changeWrite((write) => ({
      match: async (context, request) => {
        const found = await write.match(context, request);
        return found.map((records) =>
          records.map((record) => ({ ...record, modifiedAt: context.now() })),
        );
      },
    })),
  },
];
