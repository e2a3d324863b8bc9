import type { FieldDescription } from '../contract/index.ts';
import type { FieldMapping } from '../platform/index.ts';
import { defaultField } from './default-field.ts';
import type { Finding } from './finding.ts';
import { isEmpty } from './is-empty.ts';
import { toCrmValue } from './to-crm-value.ts';
import { toFinding } from './to-finding.ts';

/** Whether a mapping's default value has a form the CRM field accepts. */
export const checkDefault = (mapping: FieldMapping, field: FieldDescription): Finding[] => {
  const { defaultValue } = mapping;
  if (isEmpty(defaultValue) || field.type === 'unsupported') return [];
  const result = toCrmValue(defaultValue, defaultField(defaultValue), field);
  if (result.ok) return [];
  return [
    toFinding(mapping, {
      code: 'invalid-default',
      message: `The default value of ${field.name} does not fit a ${field.remoteType}: ${result.problem}.`,
      remedy: remedyFor(field),
    }),
  ];
};

const remedyFor = ({ choices, maxLength, type }: FieldDescription): string => {
  if (choices !== null) return `Use one of ${choices.slice(0, 10).join(', ')}.`;
  if (type === 'text' && maxLength !== null) return `Use at most ${maxLength} characters.`;
  return `Use a ${type} value.`;
};
