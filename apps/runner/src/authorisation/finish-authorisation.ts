import { createSyncError, type Grant, type SyncError } from '@concord/core/contract';
import type { Answer } from '@concord/core/engine';
import type { AuthorisationReturn } from '@concord/graphql-gateway';
import { findCrm } from '../registry/crms.ts';
import { findApp } from './apps.ts';
import type { AuthorisationParts, Granted } from './authorisations.ts';
import { openBegun, type Begun } from './begun.ts';
import { hashState } from './one-time-values.ts';
import { tradeCode } from './trade-code.ts';

/** Takes what was begun, once, whatever comes of it; then trades the code. */
export const finishAuthorisation = async (
  parts: AuthorisationParts,
  returned: AuthorisationReturn,
): Promise<Answer<Granted>> => {
  const begun = await takeBegun(parts, returned);
  if (begun === null) return unknownState;
  if ('error' in returned) throw createDeclined(returned.error);
  const { connector } = findCrm(begun.account.crm);
  const app = findApp(parts.apps, connector);
  if (!app.ok) return app;
  const { clientId, clientSecret } = app.value;
  const { tokenUrl, redirectUri, codeVerifier } = begun;
  const grant: Extract<Grant, { kind: 'authorization-code' }> = {
    kind: 'authorization-code',
    tokenUrl,
    redirectUri,
    codeVerifier,
    clientId,
    clientSecret: clientSecret?.reveal() ?? null,
    code: returned.code,
  };
  const credentials = await tradeCode(parts, connector, grant);
  return { ok: true, value: { account: begun.account, credentials } };
};

/** Says of a state nothing that whoever did not begin it could learn from. */
const unknownState: Answer<never> = {
  ok: false,
  problems: [
    {
      field: 'state',
      message: 'nothing was begun with this state: it was used, has expired, or is not yours',
      remedy: 'look whether the account is connected, and begin again if it is not',
    },
  ],
};

/** Before any request, so that a state that comes twice at once finds nothing. */
const takeBegun = async (
  { store, ring, clock }: AuthorisationParts,
  { state, caller }: AuthorisationReturn,
): Promise<Begun | null> => {
  const stateHash = hashState(state);
  const pending = await store.takeAuthorisation({ stateHash, caller, now: clock.now() });
  if (pending === null) return null;
  // The key that sealed it may be gone from the ring: it is begun again.
  return openBegun(ring, stateHash, pending.sealed).catch(() => null);
};

/** The error comes from an address, where anybody may write: only a code of OAuth is repeated. */
const createDeclined = (error: string): SyncError => {
  const why = /^[a-z_]{1,40}$/u.test(error) ? ` (${error})` : '';
  return createSyncError(`authorise: the CRM sent the browser back without a code${why}`, {
    code: 'unauthorized',
    retry: 'never',
    effect: 'none',
  });
};
