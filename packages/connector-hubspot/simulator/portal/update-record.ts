import { encodeId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import { afterUpdate } from './after-save.ts';
import { changeRow, type RowRef } from './change-row.ts';
import { checkRequired } from './check-required.ts';
import { checkUnique } from './check-unique.ts';
import { checkValues, type PropertyInput } from './check-values.ts';
import { deriveValues } from './derive-values.ts';
import { stageOrder } from './stage-order.ts';
import type { Portal } from './portal.ts';
import { refuse } from './refusal.ts';
import { strikeRecordFault } from './record-faults.ts';
import type { Normalized, Saving } from './saving.ts';

/** A change that passed every check. */
export interface Revision {
  readonly ref: RowRef;
  readonly values: ReadonlyMap<string, Value>;
  readonly derived: ReadonlyMap<string, Value>;
  readonly warnings: readonly Normalized[];
}

// HubSpot: a value that begins with `;` is added to what a multiple choice holds. developers.hubspot.com, read 2026-11-21
const appended = (portal: Portal, ref: RowRef, [name, value]: [string, Value]): Value => {
  const isMultiple = portal.property(ref.object, name)?.isMultiple === true;
  if (value === null || !isMultiple || !value.startsWith(';')) return value;
  const held = portal.table(ref.object).get(ref.row, name)?.split(';') ?? [];
  const parts = [...held, ...value.split(';')].filter((part) => part !== '');
  return [...new Set(parts)].join(';');
};

/** HubSpot: a life-cycle stage goes forward alone; the write as a whole succeeds. */
const keepStage = (saving: Saving, ref: RowRef, values: Map<string, Value>): void => {
  const next = values.get('lifecyclestage');
  const current = saving.portal.table(ref.object).get(ref.row, 'lifecyclestage');
  if (saving.mayGoBack || next === undefined || next === null || current === null) return;
  if (stageOrder(saving.portal, ref.object, next) < stageOrder(saving.portal, ref.object, current))
    values.delete('lifecyclestage');
};

const keepReplacedEmail = (portal: Portal, ref: RowRef, values: Map<string, Value>): void => {
  const email = values.get('email');
  const table = portal.table(ref.object);
  const old = table.get(ref.row, 'email');
  const isKept = portal.rules.replacedEmail === 'kept' && ref.object === 'contacts';
  const further = values.get('hs_additional_emails') ?? table.get(ref.row, 'hs_additional_emails');
  const others = (further ?? '').split(';').filter((each) => each !== '' && each !== email);
  if (email === undefined || ref.object !== 'contacts') return;
  if (isKept && old !== null && old !== email) others.push(old);
  values.set('hs_additional_emails', others.length === 0 ? null : others.join(';'));
};

/** Checks a change, together with others of the same request, whose unique values are `claimed`. */
export const reviseRecord = (
  saving: Saving,
  ref: RowRef,
  { properties, claimed }: { properties: PropertyInput; claimed: Set<string> },
): Revision => {
  const { portal } = saving;
  const { table } = portal.store(ref.object);
  strikeRecordFault(saving, ref.object, { id: encodeId(ref.row), properties });
  if (Object.keys(properties).length === 0)
    refuse('No properties found to update, please provide at least one.');
  const { values: checked, warnings } = checkValues(saving, ref.object, properties);
  const values = new Map(
    [...checked].map((entry) => [entry[0], appended(portal, ref, entry)] as const),
  );
  keepStage(saving, ref, values);
  keepReplacedEmail(portal, ref, values);
  const get = (name: string): Value =>
    values.get(name) ?? (values.has(name) ? null : table.get(ref.row, name));
  checkRequired(saving, { type: table.type, isNew: false, get });
  checkUnique(portal, { object: ref.object, row: ref.row, values, claimed });
  const changed = new Map(
    [...values].filter(([name, value]) => table.get(ref.row, name) !== value),
  );
  const deriving = { portal, object: ref.object, isNew: false, changed, get };
  return { ref, values, derived: new Map(deriveValues(deriving)), warnings };
};

/** Makes a change; the names of the properties it replaced. */
export const applyRevision = (saving: Saving, { ref, values, derived }: Revision): string[] => {
  const names = changeRow(saving.portal, ref, { values, derived, actor: saving.actor });
  afterUpdate(saving.portal, ref, names);
  return names;
};

/** Checks and makes one change. */
export const updateRecord = (saving: Saving, ref: RowRef, properties: PropertyInput): string[] =>
  applyRevision(saving, reviseRecord(saving, ref, { properties, claimed: new Set() }));
