import type { PlatformRecord } from '../platform/index.ts';
import { isEmpty } from './is-empty.ts';

/** The text of a platform field; `null` when it is empty or no text. */
export const textAt = ({ fields }: PlatformRecord, key: string): string | null => {
  const value = fields[key];
  return typeof value === 'string' && !isEmpty(value) ? value : null;
};
