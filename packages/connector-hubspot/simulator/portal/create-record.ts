import type { z } from 'zod';
import { associate } from '../associations/associate.ts';
import {
  type associationsShape,
  type PlannedAssociation,
  planAssociations,
} from '../associations/plan-associations.ts';
import { encodeId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import { afterCreate } from './after-save.ts';
import { addRow, type RowRef } from './change-row.ts';
import { checkRequired } from './check-required.ts';
import { checkUnique } from './check-unique.ts';
import { checkValues, type PropertyInput } from './check-values.ts';
import { deriveValues } from './derive-values.ts';
import { strikeRecordFault } from './record-faults.ts';
import type { Normalized, Saving } from './saving.ts';

/** A record to make. */
export interface CreateInput {
  readonly properties: PropertyInput;
  readonly associations?: z.output<typeof associationsShape>;
}

/** A record that passed every check. */
export interface Draft {
  readonly object: string;
  readonly values: ReadonlyMap<string, Value>;
  readonly derived: ReadonlyMap<string, Value>;
  readonly associations: readonly PlannedAssociation[];
  readonly warnings: readonly Normalized[];
}

/** Checks a record to make, together with others of the same request, whose unique values are `claimed`. */
export const draftRecord = (
  saving: Saving,
  object: string,
  { input, claimed }: { input: CreateInput; claimed: Set<string> },
): Draft => {
  const { portal } = saving;
  const { type } = portal.table(object);
  strikeRecordFault(saving, object, input);
  const { values: checked, warnings } = checkValues(saving, object, input.properties);
  const values = new Map([...checked].filter(([, value]) => value !== null));
  const get = (name: string): Value => values.get(name) ?? null;
  checkRequired(saving, { type, isNew: true, get });
  const derived = new Map(deriveValues({ portal, object, isNew: true, changed: values, get }));
  const associations = planAssociations(portal, type, input.associations);
  checkUnique(portal, { object, row: null, values, claimed });
  return { object, values, derived, associations, warnings };
};

/** Makes the record of a draft. */
export const addRecord = (saving: Saving, draft: Draft): RowRef => {
  const { portal, actor } = saving;
  const { object, values } = draft;
  const derived = new Map(draft.derived);
  if (object === 'contacts')
    derived.set('hs_all_contact_vids', encodeId(portal.table(object).count));
  const ref = addRow(portal, object, { values, derived, actor });
  for (const { to, toRow, types } of draft.associations)
    associate(portal, { from: object, row: ref.row, to, toRow }, { types, actor });
  afterCreate(portal, ref);
  return ref;
};

/** Checks and makes one record. */
export const createRecord = (saving: Saving, object: string, input: CreateInput): RowRef =>
  addRecord(saving, draftRecord(saving, object, { input, claimed: new Set() }));
