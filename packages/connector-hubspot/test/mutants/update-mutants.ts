import { changeCreate, sendAgain } from './change-writes.ts';
import { changeContext, changeWrite, type Mutant } from './mutant.ts';

/** Writing that overwrites, repeats itself or answers for the wrong record. */
export const updateMutants: readonly Mutant[] = [
  {
    audit: 'WRT-08',
    fault: 'writes a second field along with the first',
    object: 'contacts',
    mutate: changeWrite(({ update }) => ({
      ...(update && {
        update: {
          ...update,
          call: (context, changes) =>
            update.call(
              context,
              changes.map(({ id, fields }) => ({ id, fields: { ...fields, salutation: 'Dr' } })),
            ),
        },
      }),
    })),
  },
  {
    audit: 'WRT-13',
    fault: 'asks the CRM to create nothing',
    object: 'contacts',
    mutate: changeCreate((call) => async (context, drafts) => {
      if (drafts.length === 0) await context.fetch('/crm/owners/2026-09');
      return call(context, drafts);
    }),
  },
  {
    audit: 'WRT-14',
    fault: 'gives results in another order',
    object: 'contacts',
    mutate: changeCreate(
      (call) => async (context, drafts) => (await call(context, drafts)).toReversed(),
    ),
  },
  {
    audit: 'WRT-15',
    fault: 'sends a batch in halves',
    object: 'contacts',
    mutate: changeCreate((call) => async (context, drafts) => {
      const half = Math.ceil(drafts.length / 2);
      const first = await call(context, drafts.slice(0, half));
      return drafts.length > 1 ? [...first, ...(await call(context, drafts.slice(half)))] : first;
    }),
  },
  {
    audit: 'WRT-18',
    fault: 'says updated of a record that is gone',
    object: 'contacts',
    mutate: changeWrite(({ update }) => ({
      ...(update && {
        update: {
          ...update,
          call: async (context, changes) => {
            await update.call(context, changes);
            return changes.map(({ id }) => ({ ok: true, id }));
          },
        },
      }),
    })),
  },
  {
    audit: 'WRT-20',
    fault: 'sends a failed write again by itself',
    object: 'contacts',
    mutate: changeContext(sendAgain((status) => status >= 500)),
  },
];
