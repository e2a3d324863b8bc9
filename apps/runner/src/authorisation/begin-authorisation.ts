import { toInstant, writeAuthorizeUrl, type Connector } from '@concord/core/contract';
import type { Answer, ConnectInput, InputProblem } from '@concord/core/engine';
import type { Authorisation, AuthorisationInput } from '@concord/graphql-gateway';
import { isAllowedHost } from '../access/allowed-host.ts';
import { findCrm } from '../registry/crms.ts';
import { addressAt } from './address-at.ts';
import { findApp } from './apps.ts';
import type { AuthorisationParts } from './authorisations.ts';
import { sealBegun } from './begun.ts';
import { challengeOf, drawSecret, hashState } from './one-time-values.ts';

/** Long enough to sign in at the CRM with a second factor. */
const lifetimeMs = 600_000;

/** Draws a state, stores what it stands for, and says where to send the account's owner. */
export const beginAuthorisation = async (
  parts: AuthorisationParts,
  account: ConnectInput,
  input: AuthorisationInput,
): Promise<Answer<Authorisation>> => {
  const { connector } = findCrm(account.crm);
  const app = findApp(parts.apps, connector);
  if (!app.ok) return app;
  const problems = checkAddresses(parts, connector, input);
  if (problems.length > 0) return { ok: false, problems };
  const begun = { state: drawSecret(), codeVerifier: drawSecret() };
  const expiresAt = await keep(parts, { account, connector, input, ...begun });
  const authorizeUrl = writeAuthorizeUrl(connector.auth, {
    authorizeUrl: addressAt(connector.auth.authorizeUrl, input.loginUrl),
    clientId: app.value.clientId,
    redirectUri: input.redirectUri,
    state: begun.state,
    codeChallenge: challengeOf(begun.codeVerifier),
  });
  return { ok: true, value: { authorizeUrl, state: begun.state, expiresAt } };
};

const checkAddresses = (
  { apps, production }: AuthorisationParts,
  connector: Connector,
  { redirectUri, loginUrl }: AuthorisationInput,
): InputProblem[] => {
  const problems: InputProblem[] = [];
  if (!apps.redirectUris.includes(redirectUri)) {
    const message = 'the address is not one that browsers may come back to';
    const remedy = 'give one of CONCORD_REDIRECT_URIS, to the letter, or add it there';
    problems.push({ field: 'redirectUri', message, remedy });
  }
  if (loginUrl !== null && !isAllowedHost(connector, loginUrl, production)) {
    const message = `the address is not one of ${connector.label}'s`;
    const remedy = `give an https address below ${connector.hosts.join(' or ')}, or leave it out`;
    problems.push({ field: 'loginUrl', message, remedy });
  }
  return problems;
};

interface Kept {
  readonly account: ConnectInput;
  readonly connector: Connector;
  readonly input: AuthorisationInput;
  readonly state: string;
  readonly codeVerifier: string;
}

const keep = async (
  { store, ring, clock }: AuthorisationParts,
  { account: { id, crm, name }, connector, input, state, codeVerifier }: Kept,
) => {
  const now = clock.now();
  const expiresAt = toInstant(Date.parse(now) + lifetimeMs);
  const stateHash = hashState(state);
  const sealed = await sealBegun(ring, stateHash, {
    account: { id, crm, name },
    tokenUrl: addressAt(connector.auth.tokenUrl, input.loginUrl),
    redirectUri: input.redirectUri,
    codeVerifier,
  });
  await store.saveAuthorisation({ stateHash, caller: input.caller, sealed, expiresAt }, now);
  return expiresAt;
};
