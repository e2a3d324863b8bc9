import { toInstant } from '@concord/core/contract';
import { apiRoles, type ApiRole, type Clock } from '@concord/core/ports';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
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

const toCaller = (payload: JWTPayload, { issuer, roleClaim }: TokenIssuer): Caller | null => {
  const role = roleOf(Object.hasOwn(payload, roleClaim) ? payload[roleClaim] : null);
  if (role === null || payload.exp === undefined) return null;
  return {
    id: `${issuer} ${payload.sub}`,
    role,
    expiresAt: toInstant((payload.exp + skewSeconds) * 1000),
  };
};

/**
 * A reader of one issuer's tokens, whose keys are fetched when needed and kept for ten minutes.
 * Throws when the issuer's keys cannot be had, which is no fault of the token.
 */
export const createTokenReader = (
  issuer: TokenIssuer,
  clock: Clock,
  keys: JWTVerifyGetKey = createRemoteJWKSet(new URL(issuer.keysUrl), { timeoutDuration: 5_000 }),
): ReadToken => {
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
      return toCaller(payload, issuer);
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
