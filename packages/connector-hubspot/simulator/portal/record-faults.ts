import { Refusal } from './refusal.ts';
import type { Saving } from './saving.ts';

const kinds: ReadonlySet<string> = new Set(['record-error']);

/** Refuses one record's write if a fault for it strikes, with the fault's own `body` as `CATEGORY: message`. */
export const strikeRecordFault = (
  { portal, actor }: Saving,
  object: string,
  input: unknown,
): void => {
  if (portal.faults.list().length === 0) return;
  const body = JSON.stringify(input);
  const subject = { method: 'WRITE', target: object, body, caller: actor.id };
  const fault = portal.faults.strike(subject, kinds);
  if (!fault) return;
  const [category = '', ...words] = (fault.body ?? 'VALIDATION_ERROR: The write failed.').split(
    ':',
  );
  throw new Refusal(fault.status ?? 400, { message: words.join(':').trim(), category });
};
