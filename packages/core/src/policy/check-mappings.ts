import type { ObjectDescription, RemoteObject } from '../contract/index.ts';
import type { FieldMapping } from '../platform/index.ts';
import { checkMapping } from './check-mapping.ts';
import { checkRequired } from './check-required.ts';
import { checkTwice } from './check-twice.ts';
import type { Finding } from './finding.ts';

/** Mappings of a connection, and the account they are checked against. */
export interface MappingFacts {
  readonly mappings: readonly FieldMapping[];
  /** Each object as the account describes it, by CRM name. */
  readonly descriptions: Readonly<Record<string, ObjectDescription>>;
  /** Each object the connector reaches, by CRM name. */
  readonly remotes: Readonly<Record<string, RemoteObject>>;
  /** What the labels of managed fields begin with. */
  readonly brandPrefix: string;
}

/** What is wrong with the mappings of a connection, each with its remedy (R-MAP-3). */
export const checkMappings = (facts: MappingFacts): Finding[] => [
  ...facts.mappings.flatMap((mapping) => checkMapping(mapping, facts)),
  ...checkTwice(facts),
  ...checkRequired(facts),
];
