import type { AccountGrant } from '@concord/graphql-gateway';
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
  const { access } = crm;
  switch (grant.kind) {
    case 'token': {
      const instanceUrl = grant.instanceUrl ?? access.apiUrl;
      if (instanceUrl === null) {
        const message = `the address of the account's API is missing`;
        throw createProblem(message, `give ${access.parts.instanceUrl}`);
      }
      return { grant: null, token: { value: grant.accessToken, instanceUrl } };
    }
    case 'refresh-token': {
      const { loginUrl, ...given } = grant;
      return { token: null, grant: { ...given, tokenUrl: tokenUrlOf(crm, loginUrl) } };
    }
    case 'client-credentials': {
      const { loginUrl, ...given } = grant;
      return { token: null, grant: { ...given, tokenUrl: tokenUrlOf(crm, loginUrl) } };
    }
  }
};

const tokenUrlOf = ({ connector }: Crm, loginUrl: string | null): string => {
  const { tokenUrl } = connector.auth;
  if (loginUrl === null) return tokenUrl;
  if (URL.canParse(loginUrl)) return new URL(new URL(tokenUrl).pathname, loginUrl).href;
  throw createProblem(`${loginUrl} is not a URL`, 'write it with https://');
};
