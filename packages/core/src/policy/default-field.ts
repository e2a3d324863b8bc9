import type { FieldValue } from '../contract/index.ts';
import type { PlatformField } from '../platform/index.ts';

/** A default value seen as a platform value of its own type, to be converted like one. */
export const defaultField = (value: FieldValue): PlatformField => {
  const type =
    typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
  return { key: 'default', label: 'Default', type };
};
