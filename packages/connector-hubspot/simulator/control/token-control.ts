import { z } from 'zod';
import type { World } from '../create-simulator.ts';
import { appActor, personActor } from '../portal/actor.ts';
import { allScopes } from '../rest/scopes.ts';
import type { Control } from './control-api.ts';

const shape = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('add'),
    token: z.string().min(1),
    /** A user's id: changes are theirs; an app's where left out. */
    user: z.string().optional(),
    name: z.string().default('Sim Visitor'),
    appId: z.string().regex(/^\d+$/u).default('2218999'),
    kind: z.enum(['private', 'oauth']).default('private'),
    scopes: z.array(z.string()).optional(),
    refreshToken: z.string().optional(),
  }),
  z.strictObject({ action: z.literal('scopes'), token: z.string(), scopes: z.array(z.string()) }),
  z.strictObject({ action: z.literal('revoke'), token: z.string() }),
  z.strictObject({ action: z.literal('expire'), token: z.string() }),
  z.strictObject({ action: z.literal('code'), refreshToken: z.string().default('sim-refresh') }),
  z.strictObject({ action: z.literal('lifetime'), ms: z.int().positive() }),
]);

type Action = z.output<typeof shape>;

const add = ({ state }: World, action: Extract<Action, { action: 'add' }>): unknown => {
  const { user, name, appId, kind, scopes = allScopes } = action;
  const actor = user === undefined ? appActor(appId, name) : personActor(user);
  const grant = { actor, appId, kind, scopes };
  state.sessions.access.set(action.token, { grant, expiresAt: null });
  if (action.refreshToken !== undefined) state.sessions.refresh.set(action.refreshToken, grant);
  return { token: action.token, user: actor.id };
};

const act = (world: World, action: Action): unknown => {
  const { sessions, portal } = world.state;
  switch (action.action) {
    case 'add':
      return add(world, action);
    case 'scopes': {
      const grant = sessions.access.get(action.token)?.grant;
      if (grant) grant.scopes = action.scopes;
      return { changed: grant !== undefined };
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
      if (session) session.expiresAt = portal.clock.now();
      return { expired: session !== undefined };
    }
    case 'code': {
      const grant = sessions.refresh.get(action.refreshToken);
      if (!grant) throw new RangeError(`no refresh token ${action.refreshToken}`);
      return { code: sessions.issueCode({ grant, redirectUri: null, challenge: null }) };
    }
    case 'lifetime':
      sessions.lifetimeMs = action.ms;
      return { lifetimeMs: action.ms };
    default:
      throw new RangeError('no such action');
  }
};

/** `tokens`: list, add, change the scopes of one, revoke, expire; how long issued ones live; a code to exchange. */
export const tokenControl: Control = ({ world }, { method, body }) => {
  if (method === 'POST') return act(world(), shape.parse(body));
  const { access, refresh } = world().state.sessions;
  return {
    access: [...access].map(([token, { grant, expiresAt }]) => ({
      token,
      user: grant.actor.id,
      kind: grant.kind,
      scopes: grant.scopes,
      expiresAt,
    })),
    refresh: [...refresh].map(([token, { actor }]) => ({ token, user: actor.id })),
  };
};
