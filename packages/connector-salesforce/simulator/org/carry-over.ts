import type { Table, Value } from '../store/table.ts';
import {
  addressMapping,
  type ConversionMapping,
  conversionMappings,
  type ConversionObject,
} from './conversion-mapping.ts';
import { toJsonValue } from './field-values.ts';
import type { RecordInput } from './read-input.ts';
import type { Work } from './work.ts';

/** A lead's row and its table. */
export interface LeadPlace {
  readonly table: Table;
  readonly row: number;
}

type Input = Record<string, unknown>;

const jsonOf = ({ table, row }: LeadPlace, name: string): Value => {
  const index = table.object.indexOf(name);
  const field = index === undefined ? undefined : table.object.fields[index];
  return index === undefined || !field ? null : toJsonValue(field, table.get(row, index));
};

const ownMapping = (work: Work, object: ConversionObject): ConversionMapping =>
  work.org.rules.leadMappings
    .filter((one) => one.object === object)
    .map(({ lead, field }) => [lead, field]);

const filled = (lead: LeadPlace, target: Table, mapping: ConversionMapping): Input => {
  const values: Input = {};
  for (const [from, to] of mapping) {
    const value = jsonOf(lead, from);
    if (value !== null && target.object.indexOf(to) !== undefined) values[to] = value;
  }
  return values;
};

/** What a new record takes over from a lead: the standard mapping, then the administrator's own. */
export const takenFrom = (work: Work, lead: LeadPlace, name: ConversionObject): RecordInput => {
  const { addressPrefix, fields } = conversionMappings[name];
  const address = addressPrefix === null ? [] : addressMapping(addressPrefix);
  const mapping = [...fields, ...address, ...ownMapping(work, name)];
  return filled(lead, work.org.table(name), mapping);
};

const isEmpty = ({ table, row }: LeadPlace, name: string): boolean => {
  const value = jsonOf({ table, row }, name);
  return value === null || value === false;
};

/** What a lead adds to a record that exists: empty fields alone, and an address only where there is none at all. */
export const addedBy = (
  work: Work,
  lead: LeadPlace,
  [name, row]: readonly [ConversionObject, number],
): RecordInput => {
  const target: LeadPlace = { table: work.org.table(name), row };
  const { addressPrefix, fields } = conversionMappings[name];
  const address = addressPrefix === null ? [] : addressMapping(addressPrefix);
  const isPlaceless = address.every(([, to]) => isEmpty(target, to));
  const open = [...fields, ...ownMapping(work, name)].filter(([, to]) => isEmpty(target, to));
  return filled(lead, target.table, isPlaceless ? [...open, ...address] : open);
};
