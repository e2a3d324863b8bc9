import type { PlainFetch } from '@concord/core/contract';
import type { Answer, ConnectInput } from '@concord/core/engine';
import type { AuthorisationStore, Clock } from '@concord/core/ports';
import type {
  Authorisation,
  AuthorisationInput,
  AuthorisationReturn,
} from '@concord/graphql-gateway';
import type { Credentials } from '../credentials/credentials.ts';
import type { KeyRing } from '../credentials/key-ring.ts';
import type { Apps } from './apps.ts';
import { beginAuthorisation } from './begin-authorisation.ts';
import { finishAuthorisation } from './finish-authorisation.ts';

/** What authorising at a CRM's own pages stands on. */
export interface AuthorisationParts {
  readonly store: AuthorisationStore;
  readonly ring: KeyRing;
  readonly clock: Clock;
  readonly fetch: PlainFetch;
  readonly production: boolean;
  readonly apps: Apps;
}

/** An account, and what its owner has let us in with. */
export interface Granted {
  readonly account: ConnectInput;
  readonly credentials: Credentials;
}

/** The way in by a CRM's own pages. */
export interface Authorisations {
  readonly begin: (
    account: ConnectInput,
    input: AuthorisationInput,
  ) => Promise<Answer<Authorisation>>;
  /** Throws a `SyncError` when the owner or the CRM refuses; what was begun is over either way. */
  readonly finish: (returned: AuthorisationReturn) => Promise<Answer<Granted>>;
}

/** Sends owners to the CRMs' own pages, and takes what they bring back. */
export const createAuthorisations = (parts: AuthorisationParts): Authorisations => ({
  begin: (account, input) => beginAuthorisation(parts, account, input),
  finish: (returned) => finishAuthorisation(parts, returned),
});
