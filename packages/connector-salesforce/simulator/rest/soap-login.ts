import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import type { SimulatorState } from './api-types.ts';
import { originOf, passwordGrant } from './oauth-api.ts';
import { userInfo } from './user-info.ts';

const unescapes: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
};

const elementOf = (xml: string, name: string): string => {
  const found = new RegExp(`<(?:\\w+:)?${name}[^>]*>([^<]*)<`, 'u').exec(xml)?.[1] ?? '';
  return found.replaceAll(
    /&(lt|gt|quot|apos|amp);/gu,
    (_, entity: string) => unescapes[entity] ?? '',
  );
};

const envelope = (status: number, body: string): SimulatorReply => ({
  status,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" xmlns:sf="urn:fault.partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
});

const fault = envelope(
  500,
  '<soapenv:Fault><faultcode>INVALID_LOGIN</faultcode><faultstring>INVALID_LOGIN: Invalid username, password, security token; or user locked out.</faultstring><detail><sf:LoginFault xsi:type="sf:LoginFault"><sf:exceptionCode>INVALID_LOGIN</sf:exceptionCode><sf:exceptionMessage>Invalid username, password, security token; or user locked out.</sf:exceptionMessage></sf:LoginFault></detail></soapenv:Fault>',
);

/** Answers the SOAP login that older clients begin with, up to v64 and beyond; null for other requests. */
export const soapLogin = (
  state: SimulatorState,
  request: SimulatorRequest,
): SimulatorReply | null => {
  const isSoap = /^\/services\/Soap\/[uc]\/\d+\.0\/?/u.test(request.path);
  if (!isSoap || request.method !== 'POST') return null;
  const xml = request.body.toString();
  if (/<(?:\w+:)?logout/u.test(xml)) return envelope(200, '<logoutResponse/>');
  const form = new URLSearchParams({
    username: elementOf(xml, 'username'),
    password: elementOf(xml, 'password'),
  });
  const userId = passwordGrant(state, form);
  if (userId === null) return fault;
  const origin = originOf(request);
  const info = userInfo(state, origin, userId);
  const server = `${origin}${request.path.replace(/\/$/u, '')}/${state.org.id.slice(0, 15)}`;
  const user = `<userInfo><organizationId>${state.org.id}</organizationId><userId>${userId}</userId><userName>${info.username}</userName><userEmail>${String(info.email)}</userEmail><userFullName>${String(info.name)}</userFullName></userInfo>`;
  return envelope(
    200,
    `<loginResponse><result><metadataServerUrl>${server.replace('/u/', '/m/')}</metadataServerUrl><passwordExpired>false</passwordExpired><sandbox>false</sandbox><serverUrl>${server}</serverUrl><sessionId>${state.sessions.issue(userId)}</sessionId><userId>${userId}</userId>${user}</result></loginResponse>`,
  );
};
