import type { AssociationType } from '../associations/association-type.ts';
import type { Portal } from '../portal/portal.ts';

/** Associates planted rows of two types, without the history; `isPrimary` where the pair knows a primary company. */
export const linkerOf = (
  portal: Portal,
  from: string,
  to: string,
): ((row: number, toRow: number, isPrimary?: boolean) => void) => {
  const known = portal.associationTypes.between(from, to);
  const usual: AssociationType[] = known.filter(({ label }) => label === null);
  const primary = known.filter(({ label }) => label === null || label === 'Primary');
  return (row, toRow, isPrimary = false) =>
    portal.links.set({ from, row, to, toRow }, isPrimary ? primary : usual);
};
