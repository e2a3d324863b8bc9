import type { RowState, Value } from '../store/table.ts';

/** A record as it stood before a change that the index has not taken up. */
export interface Before {
  /** When the index takes the change up, ms since 1970. */
  readonly until: number;
  readonly state: RowState;
  readonly modifiedAt: number;
  /** The values that the change replaced. */
  readonly values: ReadonlyMap<string, Value>;
}

/** What the index still shows of a record, where it is not what the record is. */
export interface OldView {
  readonly state: RowState;
  readonly modifiedAt: number;
  readonly values: ReadonlyMap<string, Value>;
}

/** The changes of one object type on their way to the search index. */
export class IndexedChanges {
  readonly #waiting = new Map<number, Before[]>();
  #generation = 0;

  /** Grows with every change. */
  get generation(): number {
    return this.#generation;
  }

  add(row: number, before: Before): void {
    this.#generation += 1;
    const changes = this.#waiting.get(row);
    if (changes) changes.push(before);
    else this.#waiting.set(row, [before]);
  }

  /** Lets the index catch up. */
  clear(): void {
    this.#waiting.clear();
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** What the index shows of every row that it does not show as it is. */
  views(now: number): Map<number, OldView> {
    const views = new Map<number, OldView>();
    for (const row of this.#waiting.keys()) {
      const view = this.view(row, now);
      if (view) views.set(row, view);
    }
    return views;
  }

  /** What the index shows by now; null where it shows the record as it is. A later change that arrives brings all earlier ones. */
  view(row: number, now: number): OldView | null {
    const changes = this.#waiting.get(row);
    if (!changes) return null;
    const waiting = changes.slice(changes.findLastIndex(({ until }) => until <= now) + 1);
    const [first] = waiting;
    if (!first) {
      this.#waiting.delete(row);
      return null;
    }
    if (waiting.length < changes.length) this.#waiting.set(row, waiting);
    const values = new Map(waiting.toReversed().flatMap((change) => [...change.values]));
    return { state: first.state, modifiedAt: first.modifiedAt, values };
  }
}
