import type { FieldValue } from '../contract/index.ts';
import type { PlatformRecord } from '../platform/index.ts';

const eventKeys: ReadonlySet<string> = new Set([
  'isBounced',
  'bouncedAt',
  'clickCount',
  'clickedAt',
  'isMarkedAsSpam',
  'markedAsSpamAt',
  'isOpened',
  'firstOpenedAt',
  'lastOpenedAt',
  'isOptedOut',
  'optedOutAt',
]);

/** Whether a platform field tells of something that may happen to an email after it was sent. */
export const isEventField = (key: string | null): boolean => key !== null && eventKeys.has(key);

/** The email without the marks of events that did not happen: false, and no clicks (R-EMAIL-6). */
export const withEventsOnly = (email: PlatformRecord): PlatformRecord => ({
  ...email,
  fields: Object.fromEntries(
    Object.entries(email.fields).filter(([key, value]) => !eventKeys.has(key) || happened(value)),
  ),
});

const happened = (value: FieldValue): boolean => value !== false && value !== 0;
