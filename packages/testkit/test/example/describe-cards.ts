import type { Context, FieldDescription, ObjectDescription } from '@concord/core/contract';
import { z } from 'zod';
import { ask } from './ask.ts';

const description = z.object({
  fields: z.array(z.object({ name: z.string(), label: z.string(), length: z.number() })),
});

const toDescription = (field: z.infer<typeof description>['fields'][number]): FieldDescription => ({
  name: field.name,
  label: field.label,
  type: 'text',
  remoteType: 'text',
  custom: false,
  creatable: false,
  updatable: false,
  required: false,
  unique: false,
  maxLength: field.length,
  choices: null,
  restricted: false,
  mapInstead: null,
});

/** The fields of a card, as this clerk sees them. */
export const describeCards = async (context: Context): Promise<ObjectDescription> => {
  const { fields } = await ask(context, '/schema', description);
  return {
    allows: { read: true, create: false, update: false, remove: false },
    fields: fields.map(toDescription),
  };
};
