import type { PlatformRecord } from '../platform/index.ts';

/** Whether a task is to send an email; such tasks are synced as emails only once they are done. */
export const isEmailTask = ({ fields }: PlatformRecord): boolean =>
  fields['type'] === 'EMAIL' || fields['type'] === 'REPLY_TO_EMAIL';
