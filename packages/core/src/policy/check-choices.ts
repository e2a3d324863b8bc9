import type { FieldDescription } from '../contract/index.ts';
import type { FieldMapping, PlatformField } from '../platform/index.ts';
import type { Sides } from './check-pair.ts';
import type { Finding } from './finding.ts';
import { toCrmValue } from './to-crm-value.ts';
import { toFinding } from './to-finding.ts';

/** Whether a list of choices takes every value that the platform field may have (R-MAP-7). */
export const checkChoices = (
  mapping: FieldMapping,
  { field, from }: Pick<Sides, 'field' | 'from'>,
): Finding | null => {
  if (from === null || mapping.direction === 'read' || field.type !== 'choice') return null;
  if (from.growing === true) return neverChoice(mapping, from);
  const missing = missingChoices(from, field);
  if (missing.length === 0) return null;
  return toFinding(mapping, {
    code: 'missing-choices',
    message: `${field.name} lacks values of "${from.label}": ${missing.join(', ')}.`,
    remedy: `Add the values to ${field.name} in the CRM, or map "${from.label}" to a text field.`,
  });
};

const missingChoices = (from: PlatformField, field: FieldDescription): string[] =>
  (from.choices ?? []).filter((choice) => !toCrmValue(choice, from, field).ok);

const neverChoice = (mapping: FieldMapping, from: PlatformField): Finding =>
  toFinding(mapping, {
    code: 'type-mismatch',
    message: `"${from.label}" holds several values whose set grows, which no list of choices takes.`,
    remedy: `Map "${from.label}" to a text field.`,
  });
