import type { AssociationType } from './association-type.ts';

/** One association seen from one side: with which row, by which type ids. */
export interface Link {
  readonly to: number;
  readonly types: readonly number[];
}

/** Two rows of two object types. */
export interface Ends {
  readonly from: string;
  readonly row: number;
  readonly to: string;
  readonly toRow: number;
}

const none: readonly Link[] = [];
const interned = new Map<string, readonly number[]>();

const intern = (types: readonly number[]): readonly number[] => {
  const sorted = types.toSorted((one, other) => one - other);
  const key = sorted.join();
  const known = interned.get(key);
  if (known) return known;
  interned.set(key, sorted);
  return sorted;
};

/** Turns the ends around. */
export const reversed = ({ from, row, to, toRow }: Ends): Ends => ({
  from: to,
  row: toRow,
  to: from,
  toRow: row,
});

/** All associations, kept from both sides. */
export class Links {
  readonly #sides = new Map<string, Map<number, Link[]>>();

  /** The associations of a row with rows of another type, oldest first. */
  of(from: string, row: number, to: string): readonly Link[] {
    return this.#sides.get(`${from}>${to}`)?.get(row) ?? none;
  }

  typesOf(ends: Ends): readonly number[] {
    return (
      this.of(ends.from, ends.row, ends.to).find((link) => link.to === ends.toRow)?.types ?? []
    );
  }

  /** Gives a pair exactly these types; none takes the association away. */
  set(ends: Ends, types: readonly AssociationType[]): void {
    this.#setSide(
      ends,
      types.map(({ typeId }) => typeId),
    );
    this.#setSide(
      reversed(ends),
      types.map(({ inverseId }) => inverseId),
    );
  }

  /** Takes one type, which is a label beside others, from every pair that has it. */
  drop({ from, to, typeId }: AssociationType): void {
    for (const links of this.#sides.get(`${from}>${to}`)?.values() ?? [])
      for (const [at, link] of links.entries())
        if (link.types.includes(typeId))
          links[at] = { to: link.to, types: intern(link.types.filter((id) => id !== typeId)) };
  }

  #setSide({ from, row, to, toRow }: Ends, types: readonly number[]): void {
    const key = `${from}>${to}`;
    const side = this.#sides.get(key) ?? new Map<number, Link[]>();
    this.#sides.set(key, side);
    const links = side.get(row) ?? [];
    const at = links.findIndex((link) => link.to === toRow);
    if (types.length === 0) {
      if (at >= 0) links.splice(at, 1);
    } else if (at >= 0) links[at] = { to: toRow, types: intern(types) };
    else links.push({ to: toRow, types: intern(types) });
    if (links.length > 0) side.set(row, links);
    else side.delete(row);
  }
}
