import type { SimulatorReply } from '@concord/testkit/simulator';
import { z } from 'zod';
import { Refusal } from '../portal/refusal.ts';
import type { SimulatorState } from './api-types.ts';
import type { OauthCall } from './oauth-call.ts';
import { readBody } from './read-body.ts';
import { noContent, reply } from './replies.ts';

const describe = (state: SimulatorState, held: string): Record<string, unknown> | null => {
  const look = state.sessions.look(held);
  if (look.state !== 'live') return null;
  const { grant, expiresAt } = look.session;
  const left = expiresAt === null ? 0 : Math.floor((expiresAt - state.portal.clock.now()) / 1000);
  return {
    hub_id: state.portal.id,
    user_id: grant.actor.userId ?? 77_001,
    app_id: Number(grant.appId),
    user: 'sim.person@sim.example',
    hub_domain: 'sim.example',
    scopes: grant.scopes,
    expires_in: left,
    token_type: 'access',
  };
};

/** What a token is. */
export const introspect = ({ state, form }: OauthCall): SimulatorReply => {
  const held = form.get('token') ?? '';
  const known = describe(state, held);
  if (known) return reply(200, { active: true, ...known });
  const grant = state.sessions.refresh.get(held);
  return reply(
    200,
    grant ? { active: true, hub_id: state.portal.id, scopes: grant.scopes } : { active: false },
  );
};

/** HubSpot: revoking always succeeds, and access tokens outlive their refresh token. developers.hubspot.com, read 2026-11-21 */
export const revoke = ({ state, form }: OauthCall): SimulatorReply => {
  const held = form.get('token') ?? '';
  state.sessions.refresh.delete(held);
  state.sessions.access.delete(held);
  return reply(200, {});
};

const notFound = (message: string): never => {
  throw new Refusal(404, { message, category: 'OBJECT_NOT_FOUND' });
};

/** What an access token is, by its address. */
export const readAccessToken = ({ state, params }: OauthCall): SimulatorReply => {
  const held = params['token'] ?? '';
  const known = describe(state, held) ?? notFound('access token is invalid, expired or revoked');
  return reply(200, { token: held, ...known });
};

/** What a refresh token is, by its address. */
export const readRefreshToken = ({ state, params }: OauthCall): SimulatorReply => {
  const held = params['token'] ?? '';
  const grant =
    state.sessions.refresh.get(held) ?? notFound('refresh token is invalid, expired or revoked');
  return reply(200, {
    token: held,
    hub_id: state.portal.id,
    scopes: grant.scopes,
    token_type: 'refresh',
    user: 'sim.person@sim.example',
    client_id: 'sim-client',
  });
};

/** Ends a refresh token. */
export const dropRefreshToken = ({ state, params }: OauthCall): SimulatorReply => {
  state.sessions.refresh.delete(params['token'] ?? '');
  return noContent;
};

/** HubSpot: what a private app may ask of its own token. developers.hubspot.com, read 2026-11-21 */
export const readPrivateApp = (call: OauthCall): SimulatorReply => {
  const { tokenKey } = readBody(call, z.object({ tokenKey: z.string() }));
  const look = call.state.sessions.look(tokenKey);
  if (look.state !== 'live') return notFound('Token not found');
  const { grant } = look.session;
  return reply(200, {
    userId: grant.actor.userId ?? 77_001,
    hubId: call.state.portal.id,
    appId: Number(grant.appId),
    scopes: grant.scopes,
  });
};
