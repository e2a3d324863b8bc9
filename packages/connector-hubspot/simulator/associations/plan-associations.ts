import { z } from 'zod';
import type { Portal } from '../portal/portal.ts';
import { refuse } from '../portal/refusal.ts';
import { findRow } from '../portal/find-record.ts';
import type { ObjectType } from '../schema/object-type.ts';
import type { AssociationType } from './association-type.ts';
import { checkLimits } from './check-limits.ts';

/** One association that a new record is to have. */
export interface PlannedAssociation {
  readonly to: string;
  readonly toRow: number;
  readonly types: readonly AssociationType[];
}

export const typeShape = z.object({
  associationCategory: z.string(),
  associationTypeId: z.union([z.number(), z.string().regex(/^\d+$/u)]).transform(Number),
});

/** Associations as a new record's body states them. */
export const associationsShape = z
  .array(
    z.object({
      to: z.object({ id: z.union([z.string(), z.number()]).transform(String) }),
      types: z.array(typeShape),
    }),
  )
  .nullish();

type Input = NonNullable<z.output<typeof associationsShape>>[number];

const wrongDirection = (portal: Portal, type: ObjectType, typeId: number): never => {
  const expected = portal.associationTypes.withId(typeId)[0]?.from;
  const detail =
    expected === undefined
      ? `association type ${typeId} does not exist`
      : `invalid from object type ${type.typeId} for associations to be created. expected: ${portal.table(expected).type.typeId}`;
  return refuse('One or more associations are invalid', {
    errors: [{ message: detail, context: { objectType: [type.typeId] } }],
    context: { ASSOCIATION_TYPE_IDS: [String(typeId)] },
  });
};

const plan = (portal: Portal, type: ObjectType, input: Input): PlannedAssociation => {
  const types = input.types.map(({ associationTypeId: id }) => {
    const found = portal.associationTypes.withId(id).find(({ from }) => from === type.name);
    return found ?? wrongDirection(portal, type, id);
  });
  const to = types[0]?.to ?? refuse('One or more associations are invalid');
  const table = portal.table(to);
  const row = findRow(portal, to, { id: input.to.id });
  if (row === null || !table.isLive(row)) {
    const problem = `${table.type.messageName}=${input.to.id} is not valid`;
    return refuse('One or more associations are invalid', {
      errors: [
        { message: problem, context: { objectId: [input.to.id], objectType: [table.type.typeId] } },
      ],
      context: { INVALID_OBJECT_IDS: [problem] },
    });
  }
  checkLimits(portal, { from: type.name, row: -1, to, toRow: row }, types);
  return { to, toRow: row, types };
};

/** What the associations of a new record of that type come to; refuses a wrong direction or a record that is not there. */
export const planAssociations = (
  portal: Portal,
  type: ObjectType,
  inputs: z.output<typeof associationsShape>,
): PlannedAssociation[] => (inputs ?? []).map((input) => plan(portal, type, input));
