import type { PlatformRecord } from './record.ts';

/** When an opportunity closes; empty where it has no date, which sorts before every date. */
export const closeDateOf = ({ fields }: PlatformRecord): string =>
  typeof fields['closeDate'] === 'string' ? fields['closeDate'] : '';
