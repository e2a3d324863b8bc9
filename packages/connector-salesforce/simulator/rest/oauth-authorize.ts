import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import type { SimulatorState } from './api-types.ts';
import { failure } from './oauth-reply.ts';

type Query = URLSearchParams;

const back = (query: Query, answer: Readonly<Record<string, string>>): SimulatorReply => {
  const target = new URL(query.get('redirect_uri') ?? '');
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { location: target.href } };
};

const refuse = (query: Query, error: string, description: string): SimulatorReply =>
  back(query, { error, error_description: description });

/** Where nobody may be sent on, the browser stays and shows what is wrong. */
const checkApp = ({ org }: SimulatorState, query: Query): SimulatorReply | null => {
  const clientId = query.get('client_id') ?? '';
  if (clientId === '' || clientId === 'invalid')
    return failure('invalid_client_id', 'client identifier invalid');
  const address = query.get('redirect_uri') ?? '';
  const { callbackUrls } = org.rules;
  const isKnown = callbackUrls?.includes(address) ?? URL.canParse(address);
  return isKnown ? null : failure('redirect_uri_mismatch', 'redirect_uri must match configuration');
};

/** A request without scopes is one for all that the app has. */
const scopesOf = ({ org }: SimulatorState, query: Query): readonly string[] => {
  const asked = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  return asked.length === 0 ? org.rules.appScopes : asked;
};

// Salesforce: refusals go to the callback address, with these words. "OAuth 2.0 Authorization
// Errors", help.salesforce.com, and reports of integrators, read 2026-11-22
const checkAsking = (state: SimulatorState, query: Query): SimulatorReply | null => {
  const { appScopes, requirePkce, approval } = state.org.rules;
  if (query.get('response_type') !== 'code')
    return refuse(query, 'unsupported_response_type', 'response type not supported');
  if (requirePkce && !query.has('code_challenge'))
    return refuse(query, 'invalid_request', 'missing required code challenge');
  if (scopesOf(state, query).some((scope) => !appScopes.includes(scope)))
    return refuse(query, 'invalid_scope', 'the requested scope is not allowed');
  return approval === 'denied'
    ? refuse(query, 'access_denied', 'end-user denied authorization')
    : null;
};

/** Signs the integration user in at once, who approves or not, and sends the browser back. */
export const authorize = (state: SimulatorState, { query }: SimulatorRequest): SimulatorReply => {
  const refusal = checkApp(state, query) ?? checkAsking(state, query);
  if (refusal !== null) return refusal;
  const userId = state.sessions.userOf(query.get('login_hint') ?? 'sim-integration');
  if (userId === null) return failure('invalid_grant', 'authentication failure');
  const code = state.sessions.issueCode({
    userId,
    redirectUri: query.get('redirect_uri') ?? '',
    challenge: query.get('code_challenge'),
    scopes: scopesOf(state, query),
  });
  return back(query, { code });
};
