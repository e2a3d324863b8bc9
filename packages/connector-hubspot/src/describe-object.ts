import type { Context, FieldDescription, ObjectDescription } from '@concord/core/contract';
import { z } from 'zod';
import { knownScopes } from './account.ts';
import { describeKnown } from './describe-known.ts';
import { describeProperty, propertyShape, type Rights } from './describe-property.ts';
import { describeStages } from './describe-stages.ts';
import { keepTypes } from './kept-types.ts';
import type { ObjectName, ObjectShape } from './objects/object-shape.ts';
import { listPipelines } from './pipelines.ts';
import { allowsOf } from './scopes.ts';

const properties = z.object({ results: z.array(propertyShape) });

/** The object with every property that is not archived, as far as the scopes of our token go. */
export const describeObject =
  ({ ask, name }: Pick<ObjectShape, 'ask' | 'name'>) =>
  async (context: Context): Promise<ObjectDescription> => {
    const allows = allowsOf(name, await knownScopes(context, ask));
    const { body } = await ask(context, {
      doing: `describe ${name}`,
      writes: false,
      build: (requests) => requests.properties.getAll(name),
      shape: properties,
    });
    const fields = body.results.map((property) => describeProperty(property, allows));
    const whole = await complete(context, { ask, name }, { fields, rights: allows });
    keepTypes(context, name, whole);
    return { allows, fields: whole };
  };

/** What a property's definition does not say. */
const complete = async (
  context: Context,
  { ask, name }: Pick<ObjectShape, 'ask' | 'name'>,
  { fields, rights }: { readonly fields: readonly FieldDescription[]; readonly rights: Rights },
): Promise<FieldDescription[]> => {
  const known = fields.map((field) => describeKnown(name, field, rights));
  return hasPipelines(name) ? describeStages(known, await listPipelines(context, ask)) : known;
};

const hasPipelines = (name: ObjectName): boolean => name === 'deals';
