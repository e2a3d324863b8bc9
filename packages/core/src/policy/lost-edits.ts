import type {
  FieldDescription,
  FieldHistory,
  Fields,
  FieldValue,
  FieldVersion,
  ObjectDescription,
} from '../contract/index.ts';
import type { PlatformObject } from '../platform/index.ts';
import { isDone } from './is-done.ts';
import { isEmpty } from './is-empty.ts';
import { undescribed } from './read-values.ts';
import { sameValue } from './same-value.ts';
import { valueAt } from './value-at.ts';
import type { FieldVerdict } from './verdict.ts';

/** An update that was sent, and what the CRM remembers of the record since. */
export interface LostEditFacts {
  readonly plan: {
    readonly object: PlatformObject;
    readonly fields: Fields;
    /** What each of the fields held when the update was decided. */
    readonly before: Fields;
    readonly verdicts: readonly FieldVerdict[];
  };
  readonly history: FieldHistory;
  readonly description: ObjectDescription;
}

/**
 * Values that a person typed after an update was decided and that it replaced all the same, by
 * field: what is to be put back (R-OVERWRITE-7). Empty when nothing was lost. What somebody set
 * after the update stays, and so does a field that somebody cleared.
 */
export const lostEdits = ({ plan, history, description }: LostEditFacts): Fields => {
  const described = new Map(description.fields.map((field) => [field.name, field]));
  const lost: Record<string, FieldValue> = {};
  for (const name of Object.keys(plan.fields)) {
    // One that was hidden from us since: its past may be told all the same.
    const field = described.get(name) ?? undescribed(name);
    const versions = Object.hasOwn(history, name) ? (history[name] ?? []) : [];
    if (isProductOwned(plan, name)) continue;
    const value = lostValue(versions, valueAt(plan.before, name) ?? null, field);
    if (value !== null) lost[name] = value;
  }
  return lost;
};

/** A product field is ours to change; a task's values are ours only as long as nobody edits them. */
const isProductOwned = ({ object, verdicts }: LostEditFacts['plan'], name: string): boolean =>
  object !== 'task' &&
  verdicts.some(({ crmField, verdict }) => crmField === name && verdict === 'managed');

/** The newest value of somebody else since the field held `before`; `null` when it is in force. */
const lostValue = (
  versions: readonly FieldVersion[],
  before: FieldValue,
  field: FieldDescription,
): FieldValue => {
  const held = versions[0]?.value ?? null;
  for (const { value, ours } of versions) {
    if (sameValue(value, before, field)) return null;
    if (ours) continue;
    const isKept = isEmpty(value) || sameValue(value, held, field) || closes(held, value, field);
    return isKept ? null : value;
  }
  return null;
};

/** What is done on the platform is done, whatever somebody made of an open task (R-TASK-3). */
const closes = (held: FieldValue, value: FieldValue, field: FieldDescription): boolean =>
  isDone(held, field) && !isDone(value, field);
