import type {
  FieldDescription,
  FieldNames,
  Fields,
  FieldValue,
  ObjectDescription,
  RemoteRecord,
} from '../contract/index.ts';
import type { UndoDecision } from './decision.ts';
import { isEmpty } from './is-empty.ts';
import { sameValue } from './same-value.ts';
import { valueAt } from './value-at.ts';
import type { FieldVerdict, Verdict } from './verdict.ts';

/** What one write did to a record. */
export interface DoneWrite {
  readonly status: 'created' | 'updated' | 'removed';
  readonly written: Fields;
  readonly before: Fields;
}

/** All that the undoing of writes to one CRM record looks at. */
export interface UndoFacts {
  /** What is undone, newest first; all of one record. */
  readonly writes: readonly DoneWrite[];
  /** The record as it is, with every field that was written; `null` when it is gone. */
  readonly current: RemoteRecord | null;
  readonly description: ObjectDescription;
  /** Fields that are one value together, as an address. */
  readonly units: readonly FieldNames[];
  /** Fields that the CRM does not let anybody empty. */
  readonly keeps: FieldNames;
  /** Whether somebody made a record that we created theirs; `null` where it cannot be removed. */
  readonly isTouched: boolean | null;
}

/**
 * What undoes writes: a field gets back what it held if it still holds what we wrote, and a record
 * we created is removed if nobody has touched it since. Nothing that a person did is lost by it.
 */
export const planUndo = (facts: UndoFacts): UndoDecision => {
  const { writes, current } = facts;
  if (current === null) return skip('removed-in-crm');
  if (writes.some(({ status }) => status === 'removed')) return skip('not-undoable');
  if (writes.some(({ status }) => status === 'created')) return planRemoval(facts, current);
  const judged = judgeFields(facts, current);
  const verdicts = judged.map(({ verdict }) => verdict);
  const back = judged.filter(({ verdict }) => verdict.verdict === 'undone');
  if (back.length === 0) return { kind: 'skip', reason: 'nothing-to-write', verdicts };
  return {
    kind: 'update',
    id: current.id,
    fields: Object.fromEntries(back.map(({ verdict, value }) => [verdict.crmField, value])),
    before: Object.fromEntries(
      back.map(({ verdict: { crmField } }) => [
        crmField,
        valueAt(current.fields, crmField) ?? null,
      ]),
    ),
    guarded: true,
    verdicts,
  };
};

type SkipReasonOfUndo = Extract<UndoDecision, { kind: 'skip' }>['reason'];

const skip = (reason: SkipReasonOfUndo): UndoDecision => ({ kind: 'skip', reason, verdicts: [] });

/** What we wrote and somebody changed shows that the record was touched, whatever the CRM says. */
const planRemoval = (facts: UndoFacts, current: RemoteRecord): UndoDecision => {
  const { isTouched } = facts;
  if (isTouched === null) return skip('not-undoable');
  return isTouched || judgeFields(facts, current).some(isChanged)
    ? skip('touched-since')
    : { kind: 'remove', id: current.id, before: current.fields };
};

interface JudgedField {
  readonly verdict: FieldVerdict;
  readonly value: FieldValue;
}

/** Walks back from what the field holds, write by write, as far as each holds what we wrote. */
const walkBack = (
  { writes }: UndoFacts,
  field: FieldDescription,
  held: FieldValue,
): { readonly value: FieldValue; readonly isOurs: boolean } => {
  let value = held;
  let isOurs = false;
  for (const { written, before } of writes) {
    const wrote = valueAt(written, field.name);
    if (wrote === undefined || !sameValue(value, wrote, field)) continue;
    value = valueAt(before, field.name) ?? null;
    isOurs = true;
  }
  return { value, isOurs };
};

const judgeField = (facts: UndoFacts, current: RemoteRecord, name: string): JudgedField => {
  const field = facts.description.fields.find((one) => one.name === name);
  const held = valueAt(current.fields, name);
  const say = (verdict: Verdict, value: FieldValue = null): JudgedField => ({
    verdict: { crmField: name, platformField: null, verdict },
    value,
  });
  if (field === undefined || held === undefined) return say('not-readable');
  const back = walkBack(facts, field, held);
  if (!back.isOurs) return say(isBack(facts, field, held) ? 'same' : 'changed-since');
  if (sameValue(held, back.value, field)) return say('same');
  const mayChange = field.updatable && !(isEmpty(back.value) && facts.keeps.includes(name));
  return mayChange ? say('undone', back.value) : say('not-writable');
};

/** Whether the field holds what it held before the oldest of the writes that set it. */
const isBack = ({ writes }: UndoFacts, field: FieldDescription, held: FieldValue): boolean => {
  const oldest = writes.findLast(({ written }) => Object.hasOwn(written, field.name));
  return sameValue(held, valueAt(oldest?.before ?? {}, field.name) ?? null, field);
};

const isChanged = ({ verdict }: JudgedField): boolean =>
  verdict.verdict === 'changed-since' || verdict.verdict === 'not-readable';

/** An address goes back as a whole: half of it would be nobody's (R-OVERWRITE-5). */
const judgeFields = (facts: UndoFacts, current: RemoteRecord): JudgedField[] => {
  const names = new Set(facts.writes.flatMap(({ written }) => Object.keys(written)));
  const judged = [...names].map((name) => judgeField(facts, current, name));
  const changed = judged.filter(isChanged).map(({ verdict }) => verdict.crmField);
  const closed = new Set(
    facts.units.filter((unit) => unit.some((part) => changed.includes(part))).flat(),
  );
  return judged.map((one) =>
    one.verdict.verdict === 'undone' && closed.has(one.verdict.crmField)
      ? { ...one, verdict: { ...one.verdict, verdict: 'unit-kept' } }
      : one,
  );
};
