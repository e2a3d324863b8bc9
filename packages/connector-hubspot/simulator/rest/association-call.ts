import { associate } from '../associations/associate.ts';
import type { AssociationType } from '../associations/association-type.ts';
import { checkLimits } from '../associations/check-limits.ts';
import type { Ends } from '../associations/links.ts';
import { findRow } from '../portal/find-record.ts';
import { refuse } from '../portal/refusal.ts';
import { type ObjectType, objectTypeOf } from '../schema/object-type.ts';
import type { ApiCall } from './api-types.ts';
import { InvalidEnd } from './invalid-end.ts';
import { typeNamed } from './object-call.ts';
import { recordScopes, type ScopesNeeded } from './scopes.ts';

/** What a call on associations takes: the right on records of both types. */
export const linkScopesOf =
  (right: 'read' | 'write') =>
  ({ from = '', to = '' }: Readonly<Record<string, string>>): ScopesNeeded =>
    [from, to].flatMap((name) => {
      const type = objectTypeOf(name);
      return type ? [recordScopes(type, right)] : [];
    });

/** The object types that the path names. */
export const endTypes = (call: ApiCall): { from: ObjectType; to: ObjectType } => ({
  from: typeNamed(call.params['from'] ?? ''),
  to: typeNamed(call.params['to'] ?? ''),
});

/** The live row of an id; null where there is none. */
export const liveRow = (call: ApiCall, type: ObjectType, id: string): number | null => {
  const row = findRow(call.portal, type.name, { id });
  return row !== null && call.portal.table(type.name).isLive(row) ? row : null;
};

const invalid = (type: ObjectType, id: string): never => {
  throw new InvalidEnd(type, id);
};

/** The two records of an association; refuses one that is not there, and one with itself. */
export const endsOf = (
  call: ApiCall,
  { from, to }: { from: ObjectType; to: ObjectType },
  ids: readonly [string, string],
): Ends => {
  const row = liveRow(call, from, ids[0]) ?? invalid(from, ids[0]);
  const toRow = liveRow(call, to, ids[1]) ?? invalid(to, ids[1]);
  if (from.name === to.name && row === toRow)
    refuse(`Object ${ids[0]} cannot be associated to itself (${ids[0]})`);
  return { from: from.name, row, to: to.name, toRow };
};

/** Ties two records as a call asks. */
export const tie = (call: ApiCall, ends: Ends, types: readonly AssociationType[]): void => {
  checkLimits(call.portal, ends, types);
  associate(call.portal, ends, { types, actor: call.saving.actor });
};

/** A label as a request names it. */
export interface TypeInput {
  readonly associationCategory: string;
  readonly associationTypeId: number;
}

const categories: ReadonlySet<string> = new Set([
  'HUBSPOT_DEFINED',
  'USER_DEFINED',
  'INTEGRATOR_DEFINED',
  'WORK',
]);

/** The labels that a request names; refuses one that goes another way. */
export const labelsOf = (
  call: ApiCall,
  { from, to }: { from: ObjectType; to: ObjectType },
  inputs: readonly TypeInput[],
): AssociationType[] =>
  inputs.map(({ associationCategory, associationTypeId }) => {
    if (!categories.has(associationCategory))
      refuse(`Invalid input JSON: associationCategory ${associationCategory} is not known`);
    const found = call.portal.associationTypes.find(from.name, to.name, associationTypeId);
    if (found?.category === associationCategory) return found;
    const expected = call.portal.associationTypes.withId(associationTypeId)[0];
    const detail = expected
      ? `invalid from object type ${from.typeId} for associations to be created. expected: ${call.portal.table(expected.from).type.typeId}`
      : `associationTypeId ${associationTypeId} does not exist`;
    return refuse(`One or more associations are invalid: ${detail}`, {
      subCategory: 'crm.associations.INVALID_ASSOCIATION_TYPE',
      context: { associationTypeId: [String(associationTypeId)] },
    });
  });
