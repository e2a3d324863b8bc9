import { z } from 'zod';
import type { Portal } from '../portal/portal.ts';
import { createShape, makeCustom } from '../rest/property-input.ts';
import type { Property } from '../schema/property.ts';
import type { Control } from './control-api.ts';

const place = { object: z.string(), property: z.string() };

const shape = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('add'), object: z.string(), definition: createShape }),
  z.strictObject({ action: z.literal('archive'), ...place }),
  z.strictObject({ action: z.literal('restore'), ...place }),
  z.strictObject({ action: z.literal('remove'), ...place }),
  z.strictObject({ action: z.literal('relabel'), ...place, label: z.string() }),
  z.strictObject({ action: z.literal('access'), ...place, level: z.enum(['read', 'write']) }),
  z.strictObject({
    action: z.literal('options'),
    ...place,
    options: z.array(z.strictObject({ value: z.string(), label: z.string() })),
  }),
]);

type Action = z.output<typeof shape>;

const changed = (property: Property, action: Action, now: number): Property => {
  const stamped = { ...property, updatedAt: now };
  switch (action.action) {
    case 'archive':
      return { ...stamped, archivedAt: now };
    case 'restore':
      return { ...stamped, archivedAt: null };
    case 'relabel':
      return { ...stamped, label: action.label };
    case 'access':
      return { ...stamped, readOnlyValue: action.level === 'read' };
    case 'options':
      return {
        ...stamped,
        options: action.options.map((option, displayOrder) => ({
          ...option,
          displayOrder,
          hidden: false,
        })),
      };
    default:
      return stamped;
  }
};

const act = (portal: Portal, action: Action): unknown => {
  const { properties } = portal.objectSchema(action.object);
  if (action.action === 'add') {
    const property = makeCustom(action.definition, portal.now());
    properties.set(property.name, property);
    return property;
  }
  const property = properties.get(action.property);
  if (!property) throw new RangeError(`no property ${action.object}.${action.property}`);
  if (action.action === 'remove') {
    properties.delete(property.name);
    portal.table(action.object).drop(property.name);
    return { removed: true };
  }
  const after = changed(property, action, portal.now());
  properties.set(after.name, after);
  return after;
};

/** `schema`: properties as they are; add, archive, restore, remove, relabel, close and open one, replace its options. */
export const schemaControl: Control = ({ world }, { method, query, body }) => {
  const { portal } = world().state;
  if (method === 'POST') return act(portal, shape.parse(body));
  const object = query.get('object');
  if (object === null) return [...portal.schema.keys()];
  return [...portal.objectSchema(object).properties.values()];
};
