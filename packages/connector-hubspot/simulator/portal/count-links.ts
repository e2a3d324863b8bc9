import type { Links } from '../associations/links.ts';
import type { Table } from '../store/table.ts';

/** Lets `num_associated_…` be counted at every reading; none is null. */
export const countLinks = (table: Table, links: Links, others: readonly string[]): void => {
  for (const to of others)
    table.compute(`num_associated_${to}`, (row) => {
      const count = links.of(table.type.name, row, to).length;
      return count === 0 ? null : String(count);
    });
};
