import type { FieldMapping } from '../platform/index.ts';
import type { MappingFacts } from './check-mappings.ts';
import type { Finding } from './finding.ts';
import { toFinding } from './to-finding.ts';

/** CRM fields that two platform fields would write in turn. */
export const checkTwice = ({ mappings }: MappingFacts): Finding[] => {
  const writing = mappings.filter(
    ({ direction, platformField }) => direction !== 'read' && platformField !== null,
  );
  const groups = Map.groupBy(writing, ({ crmObject, crmField }) => `${crmObject}.${crmField}`);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : others.map((mapping) => twice(mapping, first)),
  );
};

const twice = (mapping: FieldMapping, first: FieldMapping): Finding =>
  toFinding(mapping, {
    code: 'mapped-twice',
    message: `${mapping.crmField} is written from both "${first.platformField}" and "${mapping.platformField}".`,
    remedy: 'Keep one of them, or set the other to read.',
  });
