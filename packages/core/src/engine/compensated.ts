import type { Guard, Update, Write } from '../contract/index.ts';
import type { ObjectWork } from './connection-work.ts';

/** An object whose CRM takes any change and remembers what it replaced. */
export interface CompensatedObject extends ObjectWork {
  readonly write: Write;
  readonly update: Update;
  readonly guard: Extract<Guard, { kind: 'compensating' }>;
}

/** The object as its updates are made good for; `null` where its CRM guards them, or nothing does. */
export function compensatedOf(object: ObjectWork): CompensatedObject | null {
  const { write } = object.remote;
  if (write?.guard.kind !== 'compensating' || write.update === undefined) return null;
  return { ...object, write, update: write.update, guard: write.guard };
}
