import { z } from 'zod';
import type { Control } from './control-api.ts';

const shape = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('add'),
    email: z.string(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
  }),
  z.strictObject({ action: z.literal('archive'), id: z.string() }),
]);

/** `owners`: all of them; add one, archive one. */
export const ownerControl: Control = ({ world }, { method, body }) => {
  const { direct, state } = world();
  if (method !== 'POST') return state.portal.owners;
  const action = shape.parse(body);
  if (action.action === 'add') return { id: direct.addOwner(action) };
  direct.archiveOwner(action.id);
  return { archived: true };
};
