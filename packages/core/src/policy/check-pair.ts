import type { FieldDescription } from '../contract/index.ts';
import { type FieldMapping, labelOf, type PlatformField } from '../platform/index.ts';
import { checkChoices } from './check-choices.ts';
import { checkDirection } from './check-direction.ts';
import type { MappingFacts } from './check-mappings.ts';
import { canRead, canWrite } from './convertible.ts';
import type { Finding } from './finding.ts';
import { toFinding } from './to-finding.ts';

/** The two sides of a mapping. */
export interface Sides {
  readonly field: FieldDescription;
  /** `null` for a field that only has a default. */
  readonly from: PlatformField | null;
  readonly facts: MappingFacts;
}

/** What keeps two fields that exist from being mapped to each other. */
export const checkPair = (mapping: FieldMapping, sides: Sides): Finding[] => {
  const blocked =
    checkDirection(mapping) ?? checkSupport(mapping, sides) ?? checkInstead(mapping, sides);
  if (blocked !== null) return [blocked];
  const checks = [checkWritable, checkType, checkChoices, checkConfirmation];
  return checks.flatMap((check) => check(mapping, sides) ?? []);
};

const checkSupport = (mapping: FieldMapping, { field }: Sides): Finding | null =>
  field.type === 'unsupported'
    ? toFinding(mapping, {
        code: 'unsupported-type',
        message: `${field.name} is a ${field.remoteType}, which would make every write fail.`,
        remedy: 'Map a field of another type, as text or a single choice.',
      })
    : null;

const checkInstead = (mapping: FieldMapping, { field }: Sides): Finding | null =>
  field.mapInstead !== null
    ? toFinding(mapping, {
        code: 'map-instead',
        message: `The CRM derives ${field.name} from ${field.mapInstead}.`,
        remedy: `Map ${field.mapInstead} instead.`,
      })
    : null;

const writes = ({ direction, defaultValue }: FieldMapping): boolean =>
  direction !== 'read' || defaultValue !== null;

const checkWritable = (mapping: FieldMapping, { field }: Sides): Finding | null =>
  writes(mapping) && !field.creatable && !field.updatable
    ? toFinding(mapping, {
        code: 'not-writable',
        message: `The connected user may not write ${field.name}, or the CRM calculates it.`,
        remedy: 'Set the direction to read without a default, or grant edit access to the field.',
      })
    : null;

const checkType = (mapping: FieldMapping, { field, from }: Sides): Finding | null => {
  if (from === null) return null;
  const { direction } = mapping;
  const isWritten = direction === 'read' || canWrite(from.type, field.type);
  const isRead = direction === 'write' || canRead(field.type, from.type);
  if (isWritten && isRead) return null;
  const way = isWritten ? 'read' : 'written';
  return toFinding(mapping, {
    code: 'type-mismatch',
    message: `"${from.label}" is a ${from.type} and cannot be ${way}: ${field.name} is a ${field.remoteType}.`,
    remedy: `Map "${from.label}" to a field of type ${from.type}.`,
  });
};

/** R-MAP-8 */
const checkConfirmation = (mapping: FieldMapping, { field, from, facts }: Sides): Finding | null =>
  from?.managed === undefined || field.custom || mapping.confirmed || mapping.direction === 'read'
    ? null
    : toFinding(mapping, {
        code: 'needs-confirmation',
        message: `"${labelOf(from, facts.brandPrefix)}" would overwrite the standard field ${field.name}.`,
        remedy: 'Map it to a custom field, or confirm that it may overwrite what people typed.',
      });
