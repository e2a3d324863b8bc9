import {
  createSyncError,
  type Connector,
  type Grant,
  type PlainFetch,
  type Tokens,
} from '@concord/core/contract';
import type { Clock } from '@concord/core/ports';
import { isAllowedHost } from '../access/allowed-host.ts';
import type { Credentials } from '../credentials/credentials.ts';
import type { AuthorisationParts } from './authorisations.ts';

/** Somebody waits at a screen, and an answer of the API takes ten seconds at most. */
const patienceMs = 7_000;

type CodeGrant = Extract<Grant, { kind: 'authorization-code' }>;

/**
 * Trades a code for credentials that last. Neither the code goes to, nor a token comes from, an
 * address that is not the CRM's own, whatever an answer says.
 */
export const tradeCode = async (
  { fetch, clock, production }: AuthorisationParts,
  connector: Connector,
  grant: CodeGrant,
): Promise<Credentials> => {
  const checkHost = (address: string): void => {
    if (!isAllowedHost(connector, address, production)) throw createForeign(connector);
  };
  checkHost(grant.tokenUrl);
  const tokens = await inTime(clock, fetch, (hurried) => connector.auth.renew(hurried, grant));
  checkHost(tokens.instanceUrl);
  return toCredentials(grant, tokens);
};

const createForeign = ({ label }: Connector): Error =>
  createSyncError(`trade the code: an address is not one of ${label}'s`, {
    code: 'unauthorized',
    retry: 'never',
    effect: 'none',
  });

const toCredentials = (grant: CodeGrant, tokens: Tokens): Credentials => {
  const { tokenUrl, clientId, clientSecret } = grant;
  if (tokens.refreshToken === null) throw new Error('a code was traded for no refresh token');
  const { refreshToken } = tokens;
  return {
    grant: { kind: 'refresh-token', tokenUrl, clientId, clientSecret, refreshToken },
    token: { value: tokens.accessToken, instanceUrl: tokens.instanceUrl },
  };
};

const inTime = async (
  clock: Clock,
  fetch: PlainFetch,
  ask: (fetch: PlainFetch) => Promise<Tokens>,
): Promise<Tokens> => {
  const [over, late] = [new AbortController(), new AbortController()];
  void clock.sleep(patienceMs, over.signal).then(() => late.abort());
  try {
    return await ask((url, init) => fetch(url, { ...init, signal: late.signal }));
  } catch (error) {
    throw late.signal.aborted ? createLate() : error;
  } finally {
    over.abort();
  }
};

const createLate = (): Error =>
  createSyncError(`trade the code: no answer in ${patienceMs / 1000} seconds`, {
    code: 'unavailable',
    retry: 'later',
    effect: 'none',
  });
