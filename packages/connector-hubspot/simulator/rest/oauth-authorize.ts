import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import type { SimulatorState } from './api-types.ts';
import { reply } from './replies.ts';

type Query = URLSearchParams;

/** The path of the page where somebody installs an app; it belongs to no version. */
export const authorizePath = '/oauth/authorize';

const back = (query: Query, answer: Readonly<Record<string, string>>): SimulatorReply => {
  const target = new URL(query.get('redirect_uri') ?? '');
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { location: target.href } };
};

const stay = (message: string): SimulatorReply => reply(400, { status: 'error', message });

const listed = (query: Query, name: string): string[] =>
  (query.get(name) ?? '').split(' ').filter((scope) => scope !== '');

/** What is wrong with the install address; HubSpot shows it on a page of its own. */
const checkApp = ({ portal, app }: SimulatorState, query: Query): SimulatorReply | null => {
  const clientId = query.get('client_id') ?? '';
  if (clientId === '' || clientId === 'invalid') return stay('missing or invalid client id');
  const address = query.get('redirect_uri') ?? '';
  const { redirectUrls } = portal.rules;
  const isKnown = redirectUrls?.includes(address) ?? URL.canParse(address);
  if (!isKnown) return stay('missing or invalid redirect uri');
  const scopes = listed(query, 'scope');
  const isApps = scopes.length > 0 && scopes.every((scope) => app.scopes.includes(scope));
  return isApps ? null : stay('missing or invalid scope');
};

/** Installs the app at once, unless the user declines, and sends the browser back. */
export const authorize = (state: SimulatorState, { query }: SimulatorRequest): SimulatorReply => {
  const refusal = checkApp(state, query);
  if (refusal !== null) return refusal;
  if (state.portal.rules.approval === 'denied')
    return back(query, { error: 'access_denied', error_description: 'authorization denied' });
  const optional = listed(query, 'optional_scope').filter((one) => state.app.scopes.includes(one));
  const scopes = [...listed(query, 'scope'), ...optional];
  const code = state.sessions.issueCode({
    grant: { ...state.app, scopes },
    redirectUri: query.get('redirect_uri'),
    challenge: query.get('code_challenge'),
  });
  return back(query, { code });
};
