import type { SeededRandom } from '@concord/testkit/simulator';
import type { Table } from '../store/table.ts';

/** A live row of a table by chance; null where there are hardly any. */
export const pickRow = (random: SeededRandom, table: Table): number | null => {
  for (let attempt = 0; attempt < 20 && table.count > 0; attempt += 1) {
    const row = random.below(table.count);
    if (table.isLive(row)) return row;
  }
  return null;
};
