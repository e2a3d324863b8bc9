import type { ObjectDescription } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';
import type { FailureClass } from '../policy/index.ts';
import type { OutcomeFilter } from '../ports/index.ts';
import type { EngineParts } from './engine.ts';

/** Failures that another mapping, or another description of the account, may mend (R-ERR-2). */
const mendable: readonly FailureClass[] = [
  'unsupported-mapping',
  'required-field',
  'invalid-value',
  'permission',
  'validation-rule',
  'no-unique-key',
];

/** Opens again what mapping faults and missing permissions had blocked. */
export async function retryMendable(
  parts: EngineParts,
  narrow: OutcomeFilter & { readonly connectionId: string },
): Promise<void> {
  const now = parts.clock.now();
  let count = 0;
  for (const failureClass of mendable) {
    const filter: OutcomeFilter = { ...narrow, class: failureClass, statuses: ['failed'] };
    count += await parts.store.retryRequests({ filter }, now);
  }
  const { connectionId } = narrow;
  if (count > 0) await parts.queue.ring({ work: 'write', connectionId });
}

/** What of an object decides which of its fields can be written, and how. */
const writability = (description: ObjectDescription | undefined) =>
  JSON.stringify([
    description?.allows,
    description?.fields.map((field) => ({ ...field, label: '', choiceLabels: [] })),
  ]);

/** Tries again what the account had refused, where its objects changed since they were described. */
export async function retryBlocked(
  parts: EngineParts,
  { id, schema }: Connection,
  described: Readonly<Record<string, ObjectDescription>>,
): Promise<void> {
  const names = [...new Set([...Object.keys(schema), ...Object.keys(described)])];
  for (const crmObject of names) {
    if (writability(schema[crmObject]) === writability(described[crmObject])) continue;
    await retryMendable(parts, { connectionId: id, crmObject });
  }
}
