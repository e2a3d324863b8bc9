import type { AccountGrant } from '@concord/graphql-gateway';
import { addressAt } from '../authorisation/address-at.ts';
import type { Crm, TokenWay } from '../registry/crm.ts';
import { createProblem } from '../screen/problem.ts';
import type { Credentials } from './credentials.ts';

/** Throws a problem with a remedy when a CRM lets nobody in that way. */
export const checkWay = ({ access, connector }: Crm, way: TokenWay): void => {
  if (access.ways.includes(way)) return;
  const known = access.ways.join(' or ');
  throw createProblem(`${connector.label} has no grant ${way}`, `use ${known}`);
};

/** What lets us into an account, as it is stored; throws a problem with a remedy. */
export const toCredentials = (crm: Crm, grant: AccountGrant): Credentials => {
  checkWay(crm, grant.kind);
  if (grant.kind === 'token') return tokenOf(crm, grant);
  if (grant.kind === 'refresh-token') {
    const { loginUrl, ...given } = grant;
    return { token: null, grant: { ...given, tokenUrl: tokenUrlOf(crm, loginUrl) } };
  }
  const { loginUrl, ...given } = grant;
  return { token: null, grant: { ...given, tokenUrl: tokenUrlOf(crm, loginUrl) } };
};

const tokenOf = (
  { access }: Crm,
  { accessToken, instanceUrl }: Extract<AccountGrant, { kind: 'token' }>,
): Credentials => {
  const address = instanceUrl ?? access.apiUrl;
  if (address === null) {
    const message = "the address of the account's API is missing";
    throw createProblem(message, `give ${access.parts.instanceUrl}`);
  }
  return { grant: null, token: { value: accessToken, instanceUrl: address } };
};

const tokenUrlOf = ({ connector }: Crm, loginUrl: string | null): string => {
  if (loginUrl === null || URL.canParse(loginUrl)) {
    return addressAt(connector.auth.tokenUrl, loginUrl);
  }
  throw createProblem(`${loginUrl} is not a URL`, 'write it with https://');
};
