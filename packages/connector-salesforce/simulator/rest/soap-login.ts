import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import type { SimulatorState } from './api-types.ts';
import { originOf } from './origin.ts';
import { passwordGrant } from './oauth-grants.ts';
import { element, envelope, fault } from './soap-envelope.ts';
import { textOf, type XmlElement } from './soap-xml.ts';
import { userInfo } from './user-info.ts';

const refused = fault(
  'INVALID_LOGIN',
  'Invalid username, password, security token; or user locked out.',
);

/** Answers the SOAP login that older clients begin with. */
export const soapLogin = (
  state: SimulatorState,
  request: SimulatorRequest,
  login: XmlElement,
): SimulatorReply => {
  const form = new URLSearchParams({
    username: textOf(login, 'username') ?? '',
    password: textOf(login, 'password') ?? '',
  });
  const userId = passwordGrant(state, form);
  if (userId === null) return refused;
  const origin = originOf(request);
  const info = userInfo(state, origin, userId);
  const server = `${origin}${request.path.replace(/\/$/u, '')}/${state.org.id.slice(0, 15)}`;
  const user = [
    element('organizationId', state.org.id),
    element('userId', userId),
    element('userName', info.username),
    element('userEmail', String(info.email)),
    element('userFullName', String(info.name)),
  ];
  const result = [
    element('metadataServerUrl', server.replace('/u/', '/m/')),
    element('passwordExpired', false),
    element('sandbox', false),
    element('serverUrl', server),
    element('sessionId', state.sessions.issue(userId)),
    element('userId', userId),
    `<userInfo>${user.join('')}</userInfo>`,
  ];
  return envelope(`<loginResponse><result>${result.join('')}</result></loginResponse>`);
};
