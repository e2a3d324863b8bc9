import { toInstant } from '@concord/core/contract';
import { apiRoles, type ApiRole, type Clock } from '@concord/core/ports';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import type { Caller } from './caller.ts';

/** Whose tokens open the API, and how they are read. */
export interface TokenIssuer {
  /** The `iss` of its tokens, to the letter. */
  readonly issuer: string;
  /** The `aud` that a token for this API carries. */
  readonly audience: string;
  /** Where its public keys are. */
  readonly keysUrl: string;
  /** The claim that names the role: `viewer`, `operator` or `admin`, alone or in a list. */
  readonly roleClaim: string;
  /** The claim that names the workspace; a token without it is of the only one there is, if so. */
  readonly workspaceClaim: string;
}

interface Parts {
  readonly issuer: TokenIssuer;
  readonly clock: Clock;
  readonly workspaces: ReadonlyMap<string, unknown>;
}

/** Who a token speaks for; `null` for one that opens nothing. */
export type ReadToken = (token: string) => Promise<Caller | null>;

/** Signatures by a pair of keys: a token cannot be signed with what verifies it. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const skewSeconds = 60;

/** The highest role that the claim names; `null` when it names none. */
const roleOf = (claim: unknown): ApiRole | null => {
  const named: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return apiRoles.toReversed().find((role) => named.includes(role)) ?? null;
};

const claimOf = (payload: JWTPayload, claim: string): unknown =>
  Object.hasOwn(payload, claim) ? payload[claim] : undefined;

/** The workspace that the token names, or the only one; `null` where it names none of ours. */
const workspaceOf = (payload: JWTPayload, { issuer, workspaces }: Parts): string | null => {
  const [only, ...others] = workspaces.keys();
  const named = claimOf(payload, issuer.workspaceClaim);
  if (named === undefined) return others.length === 0 ? (only ?? null) : null;
  return typeof named === 'string' && workspaces.has(named) ? named : null;
};

const toCaller = (payload: JWTPayload, parts: Parts): Caller | null => {
  const role = roleOf(claimOf(payload, parts.issuer.roleClaim));
  const workspace = workspaceOf(payload, parts);
  if (role === null || workspace === null || payload.exp === undefined) return null;
  const expiresAt = toInstant((payload.exp + skewSeconds) * 1000);
  return { id: `${parts.issuer.issuer} ${payload.sub}`, role, workspace, expiresAt };
};

/**
 * A reader of one issuer's tokens, whose keys are fetched when needed and kept for ten minutes.
 * Throws when the issuer's keys cannot be had, which is no fault of the token.
 */
export const createTokenReader = (parts: Parts): ReadToken => {
  const { issuer, clock } = parts;
  const keys = createRemoteJWKSet(new URL(issuer.keysUrl), { timeoutDuration: 5_000 });
  const options = {
    algorithms,
    issuer: issuer.issuer,
    audience: issuer.audience,
    clockTolerance: skewSeconds,
    requiredClaims: ['exp', 'sub'],
  };
  return async (token) => {
    try {
      const currentDate = new Date(clock.now());
      const { payload } = await jwtVerify(token, keys, { ...options, currentDate });
      return toCaller(payload, parts);
    } catch (error) {
      if (isTokenFault(error)) return null;
      throw error;
    }
  };
};

/** Faults of the issuer's key endpoint are not the token's: they are told as ours. */
const isTokenFault = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  error.code !== 'ERR_JOSE_GENERIC';
