import type { Change, Context, RemoteId, Write } from '@concord/core/contract';
import { changeWrite, type Mutant } from './mutant.ts';

/** Changes what every way to change a record is given. */
const changeChanges = (change: (one: Change) => Change): Mutant['mutate'] =>
  changeWrite(({ update }) => ({
    ...(update && {
      update: {
        ...update,
        call: (context, changes) => update.call(context, changes.map(change)),
      },
    }),
  }));

const emptyOf = ({ fields }: Change): string[] =>
  Object.keys(fields).filter((name) => fields[name] === null);

/** Changes how every object tells what was touched. */
const changeTouched = (
  change: (touched: NonNullable<Write['touched']>, write: Write) => Partial<Write>,
): Mutant['mutate'] =>
  changeWrite((write) => (write.touched ? change(write.touched.bind(write), write) : {}));

/** Takes for its own, whoever changed it before, what it has written last. */
const trustsLastWrite = changeTouched((touched, { update }) => {
  const written = new Set<RemoteId>();
  return {
    touched: async (context, request) => {
      const told = await touched(context, request);
      return request.ids.map((id, at) => !written.has(id) && told[at] !== false);
    },
    ...(update && {
      update: {
        ...update,
        call: (context, changes) => {
          for (const { id } of changes) written.add(id);
          return update.call(context, changes);
        },
      },
    }),
  };
});

/** Takes for untouched, whoever made it, what it has not made itself. */
const trustsStrangers = changeTouched((touched, { create }) => {
  const made = new Set<RemoteId>();
  return {
    touched: async (context, request) => {
      const told = await touched(context, request);
      return request.ids.map((id, at) => made.has(id) && told[at] !== false);
    },
    create: {
      ...create,
      call: async (context, drafts) => {
        const results = await create.call(context, drafts);
        for (const result of results) if (result.ok) made.add(result.id);
        return results;
      },
    },
  };
});

const seesNothingHang = changeTouched((touched) => ({
  touched: (context, request) => {
    const nothing = () => Promise.resolve(Response.json({ status: 'COMPLETE', results: [] }));
    const fetch: Context['fetch'] = (path, init) =>
      path.includes('/associations/') ? nothing() : context.fetch(path, init);
    return touched({ ...context, fetch }, request);
  },
}));

/** Undoing that empties too little or too much, or takes for ours what is not. */
export const undoMutants: readonly Mutant[] = [
  {
    audit: 'UNDO-01',
    fault: 'leaves what is to be cleared as it is',
    object: 'contacts',
    mutate: changeChanges(({ clears: _clears, ...change }) => change),
  },
  {
    audit: 'UNDO-02',
    fault: 'clears what a change has no value for',
    object: 'contacts',
    mutate: changeChanges((change) => ({
      ...change,
      clears: [...(change.clears ?? []), ...emptyOf(change)],
    })),
  },
  {
    audit: 'UNDO-03',
    fault: 'tells of records in the order of their ids',
    object: 'contacts',
    mutate: changeTouched((touched) => ({
      touched: (context, request) => touched(context, { ...request, ids: request.ids.toSorted() }),
    })),
  },
  {
    audit: 'UNDO-04',
    fault: 'forgets what others did once it has written itself',
    object: 'contacts',
    mutate: trustsLastWrite,
  },
  {
    audit: 'UNDO-05',
    fault: 'takes for untouched what somebody else made',
    object: 'contacts',
    mutate: trustsStrangers,
  },
  {
    audit: 'UNDO-06',
    fault: 'does not look at what hangs on a record',
    object: 'companies',
    mutate: seesNothingHang,
  },
];
