import type { PlatformRecord } from '../platform/index.ts';
import { normaliseEmail } from '../policy/index.ts';

/** Whose work it is: a task's assignee, the sender of an email; `null` when nobody's. */
export function ownerAddress({ object, fields }: PlatformRecord): string | null {
  if (object === 'task') return toAddress(fields['assignee']);
  // A reply was written by the person; the seat it answers is among its recipients.
  return fields['direction'] === 'reply'
    ? toAddress(String(fields['recipients'] ?? '').split(',')[0])
    : toAddress(fields['sender']);
}

const toAddress = (value: PlatformRecord['fields'][string] | undefined): string | null =>
  typeof value === 'string' ? normaliseEmail(value) : null;
