import { z } from 'zod';
import type { World } from '../create-simulator.ts';
import type { Instance } from '../rest/instance.ts';
import type { Control } from './control-api.ts';

const shape = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('add'),
    token: z.string().min(1),
    /** A user's id; a user is created where it is absent. */
    user: z.string().optional(),
    name: z.string().default('Sim Visitor'),
    refreshToken: z.string().optional(),
  }),
  z.strictObject({ action: z.literal('revoke'), token: z.string() }),
  z.strictObject({ action: z.literal('expire'), token: z.string() }),
  z.strictObject({
    action: z.literal('instance'),
    /** Where the org moves to, with its port; null for any host. */
    host: z.string().min(1).nullable(),
    elsewhere: z.enum(['unauthorized', 'redirect', 'gone']).default('unauthorized'),
  }),
  z.strictObject({ action: z.literal('lifetime'), ms: z.int().positive().nullable() }),
]);

const createUser = (world: World, name: string, token: string): string => {
  const [first = 'Sim', ...last] = name.split(' ');
  const mailbox = token.toLowerCase().replaceAll(/[^a-z0-9.-]/gu, '-');
  return world.direct.insert('User', {
    FirstName: first,
    LastName: last.join(' ') || 'Visitor',
    Username: `${mailbox}@sim.example`,
    Email: `${mailbox}@sim.example`,
    Alias: mailbox.slice(0, 8),
    CommunityNickname: mailbox,
    ProfileId: world.state.org.table('Profile').idOf(0),
  });
};

/** Moves the org; the sessions that were issued end with it. */
const moveOrg = (world: World, to: Instance): Instance => {
  const { sessions, instance } = world.state;
  for (const [token, { expiresAt }] of sessions.access)
    if (expiresAt !== null) sessions.access.delete(token);
  return Object.assign(instance, to);
};

const act = (world: World, action: z.output<typeof shape>): unknown => {
  const { sessions, org } = world.state;
  switch (action.action) {
    case 'add': {
      const userId = action.user ?? createUser(world, action.name, action.token);
      sessions.access.set(action.token, { userId, expiresAt: null });
      if (action.refreshToken !== undefined) sessions.refresh.set(action.refreshToken, { userId });
      return { token: action.token, user: userId };
    }
    case 'revoke':
      return {
        revoked: [
          sessions.access.delete(action.token),
          sessions.refresh.delete(action.token),
        ].includes(true),
      };
    case 'expire': {
      const session = sessions.access.get(action.token);
      if (session) session.expiresAt = org.clock.now();
      return { expired: session !== undefined };
    }
    case 'instance': {
      const { host, elsewhere } = action;
      return moveOrg(world, { host, elsewhere });
    }
    case 'lifetime':
      sessions.lifetimeMs = action.ms;
      return { lifetimeMs: action.ms };
    default:
      throw new RangeError('no such action');
  }
};

/** `tokens`: list, add (with a user of its own), revoke, expire; how long issued ones live; where the org is. */
export const tokenControl: Control = ({ world }, { method, body }) => {
  if (method === 'POST') return act(world(), shape.parse(body));
  const { sessions, instance } = world().state;
  const { access, refresh } = sessions;
  return {
    instance,
    access: [...access].map(([token, session]) => ({ token, ...session })),
    refresh: [...refresh].map(([token, { userId }]) => ({ token, userId })),
  };
};
