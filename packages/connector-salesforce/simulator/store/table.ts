import type { Field } from '../schema/field.ts';
import type { SimObject } from '../schema/schema.ts';
import { decodeId, encodeId, toFullId } from './record-ids.ts';
import { createStampOrder, type StampOrder } from './stamp-order.ts';
import { createValueIndex, type ValueIndex } from './value-index.ts';

/** A field's value: date-times are seconds since 1970, dates `YYYY-MM-DD`, ids 18 characters. */
export type Value = string | number | boolean | null;

/** Where a row stands: nothing to see (not committed, or purged), a record, or in the recycle bin. */
export type RowState = 'absent' | 'live' | 'deleted';

const stateNumbers = { absent: 0, live: 1, deleted: 2 } as const;
const stateNames = ['absent', 'live', 'deleted'] as const;
const idOffset = 916_132_832;

const isText = (field: Field): boolean =>
  ['string', 'email', 'url', 'phone', 'textarea', 'picklist', 'combobox'].includes(field.type);

const isIndexed = (field: Field): boolean =>
  field.unique ||
  field.externalId ||
  field.idLookup ||
  field.nameField ||
  ['reference', 'email', 'url'].includes(field.type);

/** How values of a field are compared: text without regard to case, except where the field minds it. */
export const normalizerOf = (field: Field): ((value: Value) => Value) =>
  isText(field) && !field.caseSensitive
    ? (value) => (typeof value === 'string' ? value.toLowerCase() : value)
    : (value) => value;

// JSON: a text without these stands between quotes as it is; a lone surrogate does not.
// eslint-disable-next-line no-control-regex
const needsEscape = /["\\\u0000-\u001F\uD800-\uDFFF]/u;

const grow = <T extends Uint8Array | Float64Array>(array: T, make: (size: number) => T): T => {
  const grown = make(array.length * 2);
  grown.set(array);
  return grown;
};

/** The records of one object, a column per field; a column exists once a value was written to it. */
export class Table {
  object: SimObject;
  readonly order: StampOrder;
  readonly stampIndex: number;
  /** Per field, whether every text ever written to it stands in JSON as it is, between quotes. */
  readonly isPlainText: boolean[];
  readonly #columns: (Value[] | undefined)[];
  readonly #computed: (((row: number) => Value) | undefined)[] = [];
  readonly #indexes = new Map<number, ValueIndex>();
  readonly #idIndex: number;
  readonly #deletedIndex: number;
  #stamps = new Float64Array(256);
  #states = new Uint8Array(256);
  #count = 0;
  #lastRow = -1;
  #lastId = '';

  constructor(object: SimObject) {
    this.object = object;
    this.isPlainText = object.fields.map(() => true);
    this.#columns = object.fields.map(() => undefined);
    this.#idIndex = object.indexOf('Id') ?? -1;
    this.#deletedIndex = object.indexOf('IsDeleted') ?? -1;
    this.stampIndex = object.indexOf('SystemModstamp') ?? -1;
    this.order = createStampOrder((row) => (this.#states[row] === 0 ? -1 : this.stamp(row)));
  }

  /** Takes the object's changed definition: fields are added at the end, or leave an unnamed, empty place. */
  reshape(object: SimObject): void {
    for (const [index, field] of object.fields.entries()) {
      if (field === this.object.fields[index]) continue;
      this.#indexes.delete(index);
      if (field.name === '') this.#columns[index] = undefined;
      this.isPlainText[index] ??= true;
    }
    this.object = object;
  }

  /** Rows ever allotted, also those without a record. */
  get count(): number {
    return this.#count;
  }

  /** Allots a row, and so an id, that holds no record yet. */
  allot(): number {
    if (this.#count === this.#states.length) {
      this.#states = grow(this.#states, (size) => new Uint8Array(size));
      this.#stamps = grow(this.#stamps, (size) => new Float64Array(size));
    }
    return this.#count++;
  }

  idOf(row: number): string {
    if (row !== this.#lastRow) {
      this.#lastId = encodeId(this.object.keyPrefix, idOffset + row);
      this.#lastRow = row;
    }
    return this.#lastId;
  }

  /** The row of an id of 15 or 18 characters; undefined where there never was one. */
  rowOf(id: string): number | undefined {
    const full = toFullId(id);
    const n = full === null ? null : decodeId(this.object.keyPrefix, full);
    const row = n === null ? -1 : n - idOffset;
    return row >= 0 && row < this.#count ? row : undefined;
  }

  state(row: number): RowState {
    return stateNames[this.#states[row] ?? 0] ?? 'absent';
  }

  isLive(row: number): boolean {
    return this.#states[row] === 1;
  }

  isPresent(row: number): boolean {
    return (this.#states[row] ?? 0) > 0;
  }

  setState(row: number, state: RowState): void {
    const wasPresent = this.isPresent(row);
    this.#states[row] = stateNumbers[state];
    if (!wasPresent && state !== 'absent') this.order.add(this.stamp(row), row);
  }

  /** SystemModstamp in seconds since 1970. */
  stamp(row: number): number {
    return this.#stamps[row] ?? 0;
  }

  /** Lets a field be worked out at every reading; nothing is stored for it, and it has no index. */
  compute(field: number, read: (row: number) => Value): void {
    this.#computed[field] = read;
  }

  get(row: number, field: number): Value {
    if (field === this.stampIndex) return this.stamp(row);
    const computed = this.#computed[field];
    if (computed) return computed(row);
    if (field === this.#idIndex) return this.idOf(row);
    if (field === this.#deletedIndex) return this.#states[row] === 2;
    const value = this.#columns[field]?.[row];
    return value ?? this.#emptyValue(field);
  }

  /** The same as `get` for one field, made once for many rows. */
  reader(field: number): (row: number) => Value {
    if (field === this.stampIndex) return (row) => this.#stamps[row] ?? 0;
    if (field === this.#idIndex) return (row) => this.idOf(row);
    if (field === this.#deletedIndex) return (row) => this.#states[row] === 2;
    const computed = this.#computed[field];
    if (computed) return computed;
    const empty = this.#emptyValue(field);
    const columns = this.#columns;
    return (row) => columns[field]?.[row] ?? empty;
  }

  set(row: number, field: number, value: Value): void {
    if (field === this.stampIndex) {
      this.#stamp(row, Number(value));
      return;
    }
    if (this.#computed[field]) return;
    const index = this.#indexes.size > 0 ? this.#indexes.get(field) : undefined;
    index?.remove(this.get(row, field), row);
    if (typeof value === 'string' && this.isPlainText[field] === true) {
      this.isPlainText[field] = !needsEscape.test(value);
    }
    const column = (this.#columns[field] ??= []);
    if (value !== null || row < column.length) {
      while (column.length < row) column.push(null);
      column[row] = value;
    }
    index?.add(value, row);
  }

  /** The index of a field that is looked up often, made at first use; undefined for other fields. */
  index(field: number): ValueIndex | undefined {
    const definition = this.object.fields[field];
    const known = this.#indexes.get(field);
    if (this.#computed[field]) return undefined;
    if (known || !definition || !isIndexed(definition) || definition.type === 'id') return known;
    const index = createValueIndex(normalizerOf(definition));
    const read = this.reader(field);
    for (let row = 0; row < this.#count; row += 1) index.add(read(row), row);
    this.#indexes.set(field, index);
    return index;
  }

  #stamp(row: number, stamp: number): void {
    if (this.#stamps[row] === stamp) return;
    this.#stamps[row] = stamp;
    if (this.isPresent(row)) this.order.add(stamp, row);
  }

  #emptyValue(field: number): Value {
    return this.object.fields[field]?.type === 'boolean' ? false : null;
  }
}
