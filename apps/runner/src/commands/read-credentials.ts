import type { AccountGrant } from '@concord/graphql-gateway';
import type { Configuration } from '../configuration/configuration.ts';
import type { Credentials } from '../credentials/credentials.ts';
import type { Secret } from '../credentials/secret.ts';
import { checkWay, toCredentials } from '../credentials/to-credentials.ts';
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

const secretOf = async (
  { access }: Crm,
  part: AccountPart,
  place: { readonly given: Secret<string> | null; readonly variable: string },
): Promise<string> => {
  const what = access.parts[part];
  return (await readSecret(place.given, { variable: place.variable, what })).reveal();
};

const need = (value: string | undefined, option: string, what: string): string => {
  if (value !== undefined) return value;
  throw createProblem(`${option} is missing`, `add ${option} and ${what}`);
};

const readToken = async (
  crm: Crm,
  options: CredentialOptions,
  secrets: Secrets,
): Promise<AccountGrant> => {
  const { apiUrl, parts } = crm.access;
  const given = options.instanceUrl ?? apiUrl ?? undefined;
  const instanceUrl = need(given, '--instance-url', parts.instanceUrl);
  const place = { given: secrets.accessToken, variable: 'CONCORD_ACCESS_TOKEN' };
  return { kind: 'token', accessToken: await secretOf(crm, 'accessToken', place), instanceUrl };
};

const readGrant = async (
  crm: Crm,
  options: CredentialOptions,
  secrets: Secrets,
): Promise<AccountGrant> => {
  const clientId = need(options.clientId, '--client-id', crm.access.parts.clientId);
  const client = { clientId, loginUrl: options.loginUrl ?? null };
  if (options.grant === 'client-credentials') {
    const place = { given: secrets.clientSecret, variable: 'CONCORD_CLIENT_SECRET' };
    return {
      kind: options.grant,
      ...client,
      clientSecret: await secretOf(crm, 'clientSecret', place),
    };
  }
  const place = { given: secrets.refreshToken, variable: 'CONCORD_REFRESH_TOKEN' };
  const refreshToken = await secretOf(crm, 'refreshToken', place);
  const clientSecret = secrets.clientSecret?.reveal() ?? null;
  return { kind: 'refresh-token', ...client, clientSecret, refreshToken };
};

/** The credentials of an account, from the command line and the secrets of the environment. */
export const readCredentials = async (
  crm: Crm,
  options: CredentialOptions,
  secrets: Secrets,
): Promise<Credentials> => {
  checkWay(crm, options.grant);
  const read = options.grant === 'token' ? readToken : readGrant;
  return toCredentials(crm, await read(crm, options, secrets));
};
