import { z } from 'zod';
import type { World } from '../create-simulator.ts';
import type { Control } from './control-api.ts';

const record = z.record(z.string(), z.unknown());
const doer = { user: z.string().optional() };
const ref = { object: z.string(), id: z.string() };
const pair = {
  from: z.strictObject(ref),
  to: z.strictObject(ref),
  typeIds: z.array(z.int()).optional(),
};

const shape = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('create'), object: z.string(), record, ...doer }),
  z.strictObject({ action: z.literal('update'), ...ref, record, ...doer }),
  z.strictObject({ action: z.literal('touch'), ...ref }),
  z.strictObject({ action: z.literal('archive'), ...ref, ...doer }),
  z.strictObject({ action: z.literal('restore'), ...ref, ...doer }),
  z.strictObject({ action: z.literal('purge'), ...ref, ...doer }),
  z.strictObject({ action: z.literal('forget'), ...ref, ...doer }),
  z.strictObject({
    action: z.literal('merge'),
    object: z.string(),
    primary: z.string(),
    other: z.string(),
    ...doer,
  }),
  z.strictObject({ action: z.literal('associate'), ...pair, ...doer }),
  z.strictObject({ action: z.literal('dissociate'), ...pair, ...doer }),
]);

type Action = z.output<typeof shape>;

const act = ({ direct }: World, action: Action): unknown => {
  switch (action.action) {
    case 'create':
      return { id: direct.insert(action.object, action.record, action) };
    case 'update':
      return direct.update(action, action.record, action);
    case 'touch':
      return direct.touch(action);
    case 'archive':
      return direct.archive(action, action);
    case 'restore':
      return { id: direct.restore(action, action) };
    case 'purge':
      return direct.purge(action, action);
    case 'forget':
      return direct.forget(action, action);
    case 'merge':
      return { id: direct.merge(action.object, action, action) };
    case 'associate':
      return direct.associate(action, action);
    case 'dissociate':
      return direct.dissociate(action, action);
    default:
      throw new RangeError('no such action');
  }
};

/** `records`: what the API cannot do (restore, purge), and what it can. A user is named by id or token. */
export const recordControl: Control = ({ world }, { method, query, body }) => {
  if (method === 'GET')
    return world().direct.read({ object: query.get('object') ?? '', id: query.get('id') ?? '' });
  return act(world(), shape.parse(body)) ?? { done: true };
};
