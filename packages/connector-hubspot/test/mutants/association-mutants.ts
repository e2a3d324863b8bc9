import type { Associations, RemoteObject } from '@concord/core/contract';
import { changeCreate } from './change-writes.ts';
import { changeObjects, type Mutant } from './mutant.ts';

const changeAssociations = (
  change: (associations: Associations) => Partial<Associations>,
): Mutant['mutate'] =>
  changeObjects((object: RemoteObject) => {
    const { associations } = object;
    if (!associations) return object;
    return { ...object, associations: { ...associations, ...change(associations) } };
  });

/** Associations in the wrong place, in the wrong order or not at all. */
export const associationMutants: readonly Mutant[] = [
  {
    audit: 'ASC-01',
    fault: 'answers for those alone that belong to anything',
    object: 'deals',
    mutate: changeAssociations(({ call }) => ({
      call: async (context, request) =>
        (await call(context, request)).filter((found) => found.length > 0),
    })),
  },
  {
    audit: 'ASC-01',
    fault: 'gives the primary company last',
    object: 'contacts',
    mutate: changeAssociations(({ call }) => ({
      call: async (context, request) =>
        (await call(context, request)).map((found) => found.toReversed()),
    })),
  },
  {
    audit: 'ASC-02',
    fault: 'takes a failure for nothing',
    object: 'deals',
    mutate: changeAssociations(({ call }) => ({
      call: (context, request) => call(context, request).catch(() => request.ids.map(() => [])),
    })),
  },
  {
    audit: 'ASC-03',
    fault: 'tells each company once more with a deal',
    object: 'deals',
    mutate: changeObjects((object) => {
      const { read } = object;
      if (!read) return object;
      const page: typeof read.page = async (context, request) => {
        const found = await read.page(context, request);
        const records = found.records.map((record) => {
          const { companies = [], ...others } = record.associated ?? {};
          if (companies.length === 0) return record;
          return { ...record, associated: { ...others, companies: [...companies, ...companies] } };
        });
        return { ...found, records };
      };
      return { ...object, read: { ...read, page } };
    }),
  },
  {
    audit: 'ASC-04',
    fault: 'leaves out the company that a contact is written with',
    object: 'contacts',
    mutate: changeCreate(
      (call) => (context, drafts) =>
        call(
          context,
          drafts.map((draft) => ({
            ...draft,
            fields: { ...draft.fields, associatedcompanyid: null },
          })),
        ),
    ),
  },
];
