import type { FieldValue } from '../contract/index.ts';

/** The value under a name that comes from outside; `undefined` where there is none. */
export const valueAt = (
  values: Readonly<Record<string, FieldValue>>,
  name: string,
): FieldValue | undefined => (Object.hasOwn(values, name) ? values[name] : undefined);
