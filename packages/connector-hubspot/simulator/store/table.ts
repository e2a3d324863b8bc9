import type { ObjectType } from '../schema/object-type.ts';
import { toInstant } from './instant.ts';
import { decodeId, encodeId } from './record-ids.ts';
import { createValueIndex, type ValueIndex } from './value-index.ts';

/** A property's value, as text; null for none. */
export type Value = string | null;

/** Where a row stands: never shown, a record, in the recycle bin, merged into another or removed for good. */
export type RowState = 'absent' | 'live' | 'archived' | 'merged' | 'purged';

const stateNames = ['absent', 'live', 'archived', 'merged', 'purged'] as const;
const live = stateNames.indexOf('live');

const grown = <T extends Uint8Array | Float64Array>(array: T, make: (size: number) => T): T => {
  const larger = make(array.length * 2);
  larger.set(array);
  return larger;
};

/** The keys that a value is found by: itself and each address or domain of a list, without regard to case. */
const keysOf = (value: Value): string[] => {
  const text = value?.toLowerCase() ?? '';
  const keys = [text, ...text.split(';')].map((part) => part.trim());
  return [...new Set(keys.filter((part) => part !== ''))];
};

/** The records of one object type: a column per property, made when the first value is written. */
export class Table {
  readonly type: ObjectType;
  /** When a row was archived, ms since 1970. */
  readonly archivedAt = new Map<number, number>();
  readonly #columns = new Map<string, Value[]>();
  readonly #computed = new Map<string, (row: number) => Value>();
  readonly #indexes = new Map<string, ValueIndex>();
  #created = new Float64Array(256);
  #modified = new Float64Array(256);
  #states = new Uint8Array(256);
  #count = 0;

  constructor(type: ObjectType) {
    this.type = type;
    this.compute('hs_object_id', encodeId);
    this.compute(type.createdProperty, (row) => toInstant(this.createdAt(row)));
    this.compute(type.modifiedProperty, (row) => toInstant(this.modifiedAt(row)));
  }

  /** Rows ever allotted. */
  get count(): number {
    return this.#count;
  }

  /** Allots a row, and so an id, that holds no record yet. */
  allot(): number {
    if (this.#count === this.#states.length) {
      this.#states = grown(this.#states, (size) => new Uint8Array(size));
      this.#created = grown(this.#created, (size) => new Float64Array(size));
      this.#modified = grown(this.#modified, (size) => new Float64Array(size));
    }
    return this.#count++;
  }

  /** The row of an id; null where there never was one. */
  rowOf(id: string): number | null {
    const row = decodeId(id);
    return row !== null && row < this.#count ? row : null;
  }

  state(row: number): RowState {
    return stateNames[this.#states[row] ?? 0] ?? 'absent';
  }

  isLive(row: number): boolean {
    return this.#states[row] === live;
  }

  setState(row: number, state: RowState): void {
    this.#states[row] = stateNames.indexOf(state);
  }

  /** ms since 1970. */
  createdAt(row: number): number {
    return this.#created[row] ?? 0;
  }

  /** ms since 1970. */
  modifiedAt(row: number): number {
    return this.#modified[row] ?? 0;
  }

  setCreatedAt(row: number, ms: number): void {
    this.#created[row] = ms;
  }

  setModifiedAt(row: number, ms: number): void {
    this.#modified[row] = ms;
  }

  /** Lets a property be worked out at every reading. */
  compute(name: string, read: (row: number) => Value): void {
    this.#computed.set(name, read);
  }

  isComputed(name: string): boolean {
    return this.#computed.has(name);
  }

  get(row: number, name: string): Value {
    const column = this.#columns.get(name);
    if (column) return column[row] ?? null;
    return this.#computed.get(name)?.(row) ?? null;
  }

  /** The same as `get` for one property, made once for many rows. */
  reader(name: string): (row: number) => Value {
    return this.#computed.get(name) ?? ((row) => this.#columns.get(name)?.[row] ?? null);
  }

  set(row: number, name: string, value: Value): void {
    if (this.#computed.has(name)) return;
    const index = this.#indexes.get(name);
    if (index) for (const key of keysOf(this.get(row, name))) index.remove(key, row);
    const column = this.#columns.get(name) ?? [];
    this.#columns.set(name, column);
    if (value !== null || row < column.length) {
      while (column.length < row) column.push(null);
      column[row] = value;
    }
    if (index) for (const key of keysOf(value)) index.add(key, row);
  }

  /** Rows whose property is, or lists, this value, without regard to case and whether live or not. */
  rowsWith(name: string, value: string): readonly number[] {
    return this.#index(name).rows(value.toLowerCase().trim());
  }

  /** Forgets every value of a property. */
  drop(name: string): void {
    this.#columns.delete(name);
    this.#indexes.delete(name);
  }

  #index(name: string): ValueIndex {
    const known = this.#indexes.get(name);
    if (known) return known;
    const index = createValueIndex();
    const read = this.reader(name);
    for (let row = 0; row < this.#count; row += 1)
      for (const key of keysOf(read(row))) index.add(key, row);
    this.#indexes.set(name, index);
    return index;
  }
}
