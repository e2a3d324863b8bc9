import type { RemoteId } from '@concord/core/contract';
import { changeRead, type Mutant } from './mutant.ts';

/** What is gone that is not, and what is not listed that is there. */
export const binMutants: readonly Mutant[] = [
  {
    audit: 'BIN-03',
    fault: 'takes what it does not see for removed',
    object: 'Contact',
    mutate: changeRead(({ ids }) => ({
      ...(ids && {
        removed: async (context, asked) => {
          const there = new Set<RemoteId>();
          for (let more = true; more;) {
            const page = await ids(context, [...there].at(-1) ?? null);
            for (const id of page.ids) there.add(id);
            ({ more } = page);
          }
          return asked.filter((id) => !there.has(id));
        },
      }),
    })),
  },
  {
    audit: 'BIN-04',
    fault: 'lists ids in an order of its own',
    object: 'Contact',
    mutate: changeRead(({ ids }) => ({
      ...(ids && {
        ids: async (context, after) => {
          const page = await ids(context, after);
          return { ...page, ids: page.ids.toReversed() };
        },
      }),
    })),
  },
];
