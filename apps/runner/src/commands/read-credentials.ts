import type { Configuration } from '../configuration/configuration.ts';
import type { Credentials } from '../credentials/credentials.ts';
import type { Secret } from '../credentials/secret.ts';
import type { AccountPart, Crm, TokenWay } from '../registry/crm.ts';
import { createProblem } from '../screen/problem.ts';
import { readSecret } from './read-secret.ts';

/** What a command line says of an account's credentials; it holds no secrets. */
export interface CredentialOptions {
  readonly grant: TokenWay;
  readonly clientId?: string;
  readonly loginUrl?: string;
  readonly instanceUrl?: string;
}

type Secrets = Configuration['secrets'];

const secretOf = (
  { access }: Crm,
  part: AccountPart,
  place: { readonly given: Secret<string> | null; readonly variable: string },
): Promise<Secret<string>> =>
  readSecret(place.given, { variable: place.variable, what: access.parts[part] });

const need = (value: string | undefined, option: string, what: string): string => {
  if (value !== undefined) return value;
  throw createProblem(`${option} is missing`, `add ${option} and ${what}`);
};

const tokenUrlOf = ({ connector }: Crm, loginUrl: string | undefined): string => {
  const { tokenUrl } = connector.auth;
  if (loginUrl === undefined) return tokenUrl;
  if (URL.canParse(loginUrl)) return new URL(new URL(tokenUrl).pathname, loginUrl).href;
  throw createProblem(`--login-url ${loginUrl} is not a URL`, 'write it with https://');
};

const readToken = async (
  crm: Crm,
  options: CredentialOptions,
  secrets: Secrets,
): Promise<Credentials> => {
  const { apiUrl, parts } = crm.access;
  const given = options.instanceUrl ?? apiUrl ?? undefined;
  const instanceUrl = need(given, '--instance-url', parts.instanceUrl);
  const place = { given: secrets.accessToken, variable: 'CONCORD_ACCESS_TOKEN' };
  const secret = await secretOf(crm, 'accessToken', place);
  return { grant: null, token: { value: secret.reveal(), instanceUrl } };
};

const readGrant = async (
  crm: Crm,
  options: CredentialOptions,
  secrets: Secrets,
): Promise<Credentials> => {
  const clientId = need(options.clientId, '--client-id', crm.access.parts.clientId);
  const client = { tokenUrl: tokenUrlOf(crm, options.loginUrl), clientId };
  if (options.grant === 'client-credentials') {
    const place = { given: secrets.clientSecret, variable: 'CONCORD_CLIENT_SECRET' };
    const secret = await secretOf(crm, 'clientSecret', place);
    const grant = { kind: options.grant, ...client, clientSecret: secret.reveal() } as const;
    return { token: null, grant };
  }
  const place = { given: secrets.refreshToken, variable: 'CONCORD_REFRESH_TOKEN' };
  const refreshToken = (await secretOf(crm, 'refreshToken', place)).reveal();
  const clientSecret = secrets.clientSecret?.reveal() ?? null;
  return { token: null, grant: { kind: 'refresh-token', ...client, clientSecret, refreshToken } };
};

/** The credentials of an account, from the command line and the secrets of the environment. */
export const readCredentials = (
  crm: Crm,
  options: CredentialOptions,
  secrets: Secrets,
): Promise<Credentials> => {
  const { access, connector } = crm;
  if (!access.ways.includes(options.grant)) {
    const known = access.ways.join(' or ');
    throw createProblem(`${connector.label} has no --grant ${options.grant}`, `use ${known}`);
  }
  return options.grant === 'token'
    ? readToken(crm, options, secrets)
    : readGrant(crm, options, secrets);
};
