import type { Portal } from './portal.ts';

/** Lets `num_associated_…` be counted at every reading; none is null. */
export const countLinks = (portal: Portal, object: string, others: readonly string[]): void => {
  for (const to of others)
    portal.table(object).compute(`num_associated_${to}`, (row) => {
      const links = portal.links.of(object, row, to);
      const count = links.filter((link) => portal.table(to).isLive(link.to)).length;
      return count === 0 ? null : String(count);
    });
};
