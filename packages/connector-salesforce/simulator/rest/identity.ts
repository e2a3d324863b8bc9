import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import { toFullId } from '../store/record-ids.ts';
import type { SimulatorState } from './api-types.ts';
import { tokenOf } from './data-api.ts';
import { answer } from './oauth-reply.ts';
import { originOf } from './origin.ts';
import { userInfo } from './user-info.ts';

const sessionToken = (request: SimulatorRequest): string | null =>
  tokenOf(request) ?? request.query.get('oauth_token') ?? request.query.get('access_token');

/** Salesforce: a bad token is refused in plain text here; [MEM] the other refusals. */
const refusal = (status: number, body: string): SimulatorReply => ({
  status,
  headers: { 'content-type': 'text/html' },
  body,
});

const asUser = (
  state: SimulatorState,
  request: SimulatorRequest,
  show: (userId: string) => SimulatorReply,
): SimulatorReply => {
  const token = sessionToken(request);
  if (token === null) return refusal(403, 'Missing_OAuth_Token');
  const userId = state.sessions.userOf(token);
  return userId === null ? refusal(403, 'Bad_OAuth_Token') : show(userId);
};

/** Answers `/services/oauth2/userinfo`: who the caller is. */
export const ownInfo = (state: SimulatorState, request: SimulatorRequest): SimulatorReply =>
  asUser(state, request, (id) => answer(200, userInfo(state, originOf(request), id)));

/** Answers `/id/{org}/{user}`; null for other paths. Salesforce: also for another user. "Identity URLs", help.salesforce.com, read 2026-11-22 */
export const identity = (
  state: SimulatorState,
  request: SimulatorRequest,
): SimulatorReply | null => {
  const [, org, user] = /^\/id\/(\w+)\/(\w+)$/u.exec(request.path) ?? [];
  if (org === undefined || user === undefined) return null;
  return asUser(state, request, () => {
    if (toFullId(org) !== state.org.id) return refusal(403, 'Wrong_Org');
    const users = state.org.table('User');
    const row = users.rowOf(user);
    return row === undefined
      ? refusal(404, 'Bad_Id')
      : answer(200, userInfo(state, originOf(request), users.idOf(row)));
  });
};
