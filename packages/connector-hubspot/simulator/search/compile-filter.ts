import { findRow } from '../portal/find-record.ts';
import type { Portal } from '../portal/portal.ts';
import { refuse } from '../portal/refusal.ts';
import { type ObjectType, objectTypeOf } from '../schema/object-type.ts';
import type { Property } from '../schema/property.ts';
import type { IndexReader } from './index-reader.ts';
import type { Filter } from './parse-search.ts';
import { timeOf } from './time-of.ts';
import { tokenTest } from './tokens.ts';

/** Whether a row fits. */
export type RowTest = (row: number) => boolean;

/** What filters are compiled against. */
export interface FilterScope {
  readonly portal: Portal;
  readonly type: ObjectType;
  readonly index: IndexReader;
}

const dayMs = 86_400_000;
const negatives: ReadonlySet<string> = new Set(['NEQ', 'NOT_IN', 'NOT_CONTAINS_TOKEN']);

/** HubSpot: a day is compared by its midnight, UTC. developers.hubspot.com, read 2026-11-21 */
const dayOf = (text: string): number => Math.floor(timeOf(text) / dayMs) * dayMs;

const numberReaderOf = ({ type }: Property): ((text: string) => number) | null => {
  if (type === 'number') return Number;
  if (type === 'datetime') return timeOf;
  return type === 'date' ? dayOf : null;
};

const operand = (filter: Filter, toNumber: (text: string) => number, text: string): number => {
  const value = toNumber(text);
  if (!Number.isNaN(value)) return value;
  return refuse('There was a problem with the request.', {
    errors: [{ message: `${text} is not a valid value for ${filter.propertyName}` }],
  });
};

const numberTest = (
  filter: Filter,
  toNumber: (text: string) => number,
): ((value: number) => boolean) | null => {
  const one = (text: string | null | undefined): number => operand(filter, toNumber, text ?? '');
  const many = (): Set<number> => new Set((filter.values ?? []).map(one));
  switch (filter.operator) {
    case 'IN': {
      const values = many();
      return (value) => values.has(value);
    }
    case 'NOT_IN': {
      const values = many();
      return (value) => !values.has(value);
    }
    case 'BETWEEN': {
      const [low, high] = [one(filter.value), one(filter.highValue)];
      return (value) => value >= low && value <= high;
    }
    case 'CONTAINS_TOKEN':
    case 'NOT_CONTAINS_TOKEN':
    case 'HAS_PROPERTY':
    case 'NOT_HAS_PROPERTY':
      return null;
    default:
      return compareNumber(filter.operator, one(filter.value));
  }
};

const compareNumber = (operator: string, limit: number): ((value: number) => boolean) => {
  if (operator === 'LT') return (value) => value < limit;
  if (operator === 'LTE') return (value) => value <= limit;
  if (operator === 'GT') return (value) => value > limit;
  if (operator === 'GTE') return (value) => value >= limit;
  return operator === 'EQ' ? (value) => value === limit : (value) => value !== limit;
};

const compareText = (operator: string, limit: string): ((value: string) => boolean) => {
  if (operator === 'LT') return (value) => value < limit;
  if (operator === 'LTE') return (value) => value <= limit;
  if (operator === 'GT') return (value) => value > limit;
  if (operator === 'GTE') return (value) => value >= limit;
  return operator === 'EQ' ? (value) => value === limit : (value) => value !== limit;
};

const partsOf = (property: Property, value: string): string[] =>
  property.isMultiple ? value.split(';') : [value];

// HubSpot: enumerations mind case, other texts do not, and the values of IN have to be in lower case.
// developers.hubspot.com, read 2026-11-21
const foldOf = ({ type }: Property): ((text: string) => string) =>
  type === 'enumeration' ? (text) => text : (text) => text.toLowerCase();

const textTest = (filter: Filter, property: Property): ((value: string) => boolean) => {
  const fold = foldOf(property);
  const values = new Set(filter.values ?? []);
  const [low, high] = [fold(filter.value ?? ''), fold(filter.highValue ?? '')];
  switch (filter.operator) {
    case 'IN':
      return (value) => partsOf(property, fold(value)).some((part) => values.has(part));
    case 'NOT_IN':
      return (value) => !partsOf(property, fold(value)).some((part) => values.has(part));
    case 'BETWEEN':
      return (value) => fold(value) >= low && fold(value) <= high;
    case 'CONTAINS_TOKEN':
      return tokenTest(filter.value ?? '');
    case 'NOT_CONTAINS_TOKEN': {
      const test = tokenTest(filter.value ?? '');
      return (value) => !test(value);
    }
    case 'HAS_PROPERTY':
      return () => true;
    default: {
      const test = compareText(filter.operator, low);
      return (value) => test(fold(value));
    }
  }
};

const associationTest = ({ portal, type }: FilterScope, filter: Filter, to: string): RowTest => {
  const other = objectTypeOf(to)?.name ?? to;
  const ids = filter.values ?? [filter.value ?? ''];
  const rows = new Set(ids.flatMap((id) => findRow(portal, other, { id }) ?? []));
  const isNegative = negatives.has(filter.operator) || filter.operator === 'NOT_HAS_PROPERTY';
  const isAny = filter.operator.endsWith('HAS_PROPERTY');
  return (row) => {
    const links = portal.links.of(type.name, row, other);
    const fits = isAny ? links.length > 0 : links.some((link) => rows.has(link.to));
    return fits !== isNegative;
  };
};

const withFurtherEmails = (scope: FilterScope, filter: Filter, test: RowTest): RowTest => {
  const { portal, type, index } = scope;
  const isMeant = filter.propertyName === 'email' && type.name === 'contacts';
  if (!isMeant || filter.operator !== 'EQ' || !portal.rules.searchFurtherEmails) return test;
  const further = index.text('hs_additional_emails');
  const email = (filter.value ?? '').toLowerCase();
  return (row) => test(row) || further(row)?.toLowerCase().split(';').includes(email) === true;
};

const valueTest = (scope: FilterScope, filter: Filter, property: Property): RowTest => {
  const { portal, index } = scope;
  const isEmptyFit = negatives.has(filter.operator) && portal.rules.negativesFindEmpty;
  const toNumber = numberReaderOf(property);
  const compare = toNumber ? numberTest(filter, toNumber) : null;
  if (toNumber && compare) {
    const read = index.number(filter.propertyName, toNumber);
    return (row) => {
      const value = read(row);
      return Number.isNaN(value) ? isEmptyFit : compare(value);
    };
  }
  const read = index.text(filter.propertyName);
  if (filter.operator === 'NOT_HAS_PROPERTY') return (row) => read(row) === null;
  const test = textTest(filter, property);
  return (row) => {
    const value = read(row);
    return value === null ? isEmptyFit : test(value);
  };
};

/** The test of one filter. */
export const compileFilter = (scope: FilterScope, filter: Filter): RowTest => {
  const other = /^associations\.(.+)$/u.exec(filter.propertyName)?.[1];
  if (other !== undefined) return associationTest(scope, filter, other);
  const property = scope.portal.property(scope.type.name, filter.propertyName);
  if (!property) return () => false;
  return withFurtherEmails(scope, filter, valueTest(scope, filter, property));
};
