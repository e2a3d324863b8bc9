import type { FieldDescription, ObjectDescription } from '../contract/index.ts';
import {
  type FieldMapping,
  findPlatformField,
  type PlatformField,
  type PlatformObject,
} from '../platform/index.ts';

/** A mapping that writes, and the platform field that it writes. */
export interface WrittenBy {
  readonly mapping: FieldMapping;
  readonly platformField: PlatformField;
}

/** What speaks of one CRM field. */
export interface FieldMappings {
  /** All of it, in the order they were saved. */
  readonly mappings: readonly FieldMapping[];
  readonly writtenBy: readonly WrittenBy[];
}

/** What is worked out of one value, which many records have in common. */
const once = <Of extends object, Result>(work: (of: Of) => Result): ((of: Of) => Result) => {
  const known = new WeakMap<Of, Result>();
  return (of) => {
    const before = known.get(of);
    if (before !== undefined) return before;
    const result = work(of);
    known.set(of, result);
    return result;
  };
};

const writtenBy = (object: PlatformObject, mappings: readonly FieldMapping[]): WrittenBy[] =>
  mappings.flatMap((mapping) => {
    if (mapping.direction === 'read' || mapping.platformField === null) return [];
    const platformField = findPlatformField(object, mapping.platformField);
    return platformField === null ? [] : [{ mapping, platformField }];
  });

const groups = (object: PlatformObject) =>
  once((mappings: readonly FieldMapping[]): ReadonlyMap<string, FieldMappings> => {
    const byField = Map.groupBy(mappings, ({ crmField }) => crmField);
    return new Map(
      [...byField].map(([crmField, own]) => [
        crmField,
        { mappings: own, writtenBy: writtenBy(object, own) },
      ]),
    );
  });

/** Mappings by their CRM field, as they write a kind of record. */
export const groupedMappings: Readonly<
  Record<PlatformObject, (mappings: readonly FieldMapping[]) => ReadonlyMap<string, FieldMappings>>
> = {
  company: groups('company'),
  person: groups('person'),
  emailMessage: groups('emailMessage'),
  task: groups('task'),
  opportunity: groups('opportunity'),
};

/** The fields of an object by name. */
export const describedFields = once(
  ({ fields }: ObjectDescription): ReadonlyMap<string, FieldDescription> =>
    new Map(fields.map((field) => [field.name, field])),
);
