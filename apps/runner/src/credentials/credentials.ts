import { createSyncError, type Grant, type SyncError, type Tokens } from '@concord/core/contract';
import { z } from 'zod';

const client = {
  tokenUrl: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).nullable(),
};

const grantShape = z.discriminatedUnion('kind', [
  z.strictObject({
    ...client,
    kind: z.literal('refresh-token'),
    refreshToken: z.string().min(1),
  }),
  z.strictObject({ ...client, kind: z.literal('client-credentials') }),
]) satisfies z.ZodType<Grant>;

/** What opens one CRM account; stored only sealed, never logged. */
export const credentialsShape = z.strictObject({
  /** How an access token is come by; `null` for one that nobody can renew, as a simulator's. */
  grant: grantShape.nullable(),
  /** `null` before the first was asked for. */
  token: z
    .strictObject({
      value: z.string().min(1),
      /** Origin of the account's API. */
      instanceUrl: z.url(),
    })
    .nullable(),
});

export type Credentials = z.output<typeof credentialsShape>;

/** The credentials after a renewal; the CRM may have replaced the refresh token. */
export const withTokens = ({ grant }: Credentials, tokens: Tokens): Credentials => ({
  token: { value: tokens.accessToken, instanceUrl: tokens.instanceUrl },
  grant:
    grant?.kind === 'refresh-token' && tokens.refreshToken !== null
      ? { ...grant, refreshToken: tokens.refreshToken }
      : grant,
});

/** Credentials that only a person can replace. */
export const createUnauthorized = (connectionId: string, why: string): SyncError =>
  createSyncError(`open connection ${connectionId}: ${why}; connect it again`, {
    code: 'unauthorized',
    retry: 'never',
    effect: 'none',
  });
