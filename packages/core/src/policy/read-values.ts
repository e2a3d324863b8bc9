import type { FieldDescription, FieldValue } from '../contract/index.ts';
import {
  type FieldMapping,
  findPlatformField,
  type PlatformField,
  type MatchedObject,
  type MirrorRow,
} from '../platform/index.ts';
import { isEmpty } from './is-empty.ts';
import { keyField } from './keys-of-row.ts';
import type { PageFacts } from './page-facts.ts';
import { toPlatformValue } from './to-platform-value.ts';
import { valueAt } from './value-at.ts';

/** A CRM field that is read into a platform field. */
export interface Reader {
  readonly to: PlatformField;
  readonly from: FieldDescription;
}

/** What a CRM record says of one platform field; `null` where its CRM field is empty. */
export interface Said {
  readonly reader: Reader;
  readonly value: FieldValue;
}

/** The kinds of record that are read into the platform. */
type ReadObject = MatchedObject | 'opportunity';

const keyFields: Readonly<Partial<Record<ReadObject, string>>> = keyField;

/** The mappings that read, by CRM object; the key's own field follows the match key instead. */
export const readersOf = (
  facts: Pick<PageFacts, 'description' | 'mappings' | 'crmObject'>,
  object: ReadObject,
): ReadonlyMap<string, readonly Reader[]> => {
  const described = new Map(facts.description.fields.map((field) => [field.name, field]));
  const readers = facts.mappings.flatMap((mapping) => {
    const to = readInto(mapping, object);
    const own = mapping.crmObject === facts.crmObject ? described.get(mapping.crmField) : undefined;
    const reader = to === null ? [] : [{ to, from: own ?? undescribed(mapping.crmField) }];
    return reader.map((one) => ({ crmObject: mapping.crmObject, reader: one }));
  });
  const groups = Map.groupBy(readers, ({ crmObject }) => crmObject);
  return new Map([...groups].map(([name, list]) => [name, list.map(({ reader }) => reader)]));
};

const readInto = (mapping: FieldMapping, object: ReadObject): PlatformField | null => {
  const { platformField, direction } = mapping;
  if (mapping.object !== object || direction === 'write' || platformField === null) return null;
  return platformField === keyFields[object] ? null : findPlatformField(object, platformField);
};

/** What a record says of each platform field; of several CRM fields the first that is filled. */
export const readValues = (row: MirrorRow, readers: readonly Reader[]): Said[] => {
  const said: Said[] = [];
  for (const reader of readers) {
    const held = valueAt(row.fields, reader.from.name);
    if (held === undefined) continue;
    const result = toPlatformValue(held, reader.from, reader.to);
    if (!result.ok) continue;
    const at = said.findIndex((before) => before.reader.to === reader.to);
    if (at === -1) said.push({ reader, value: result.value });
    else if (isEmpty(said[at]?.value)) said[at] = { reader, value: result.value };
  }
  return said;
};

/** A field of which there is no description here: its value alone says what it is. */
export const undescribed = (name: string): FieldDescription => ({
  name,
  label: name,
  type: 'text',
  remoteType: 'text',
  custom: false,
  creatable: false,
  updatable: false,
  required: false,
  unique: false,
  maxLength: null,
  choices: null,
  restricted: false,
  mapInstead: null,
});
