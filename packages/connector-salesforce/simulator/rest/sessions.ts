import { createHash } from 'node:crypto';
import type { VirtualClock } from '@concord/testkit/simulator';

/** A signed-in user. */
export interface Session {
  readonly userId: string;
  /** ms since 1970; null for never. */
  expiresAt: number | null;
}

/** What a code was issued for. */
export interface CodeAsked {
  readonly userId: string;
  readonly redirectUri: string;
  /** The challenge of PKCE, S256; null where none was sent. */
  readonly challenge: string | null;
  readonly scopes: readonly string[];
}

/** Access tokens, refresh tokens and authorization codes, and whose they are. */
export interface Sessions {
  readonly access: Map<string, Session>;
  readonly refresh: Map<string, { readonly userId: string }>;
  readonly codes: Map<string, CodeAsked & { readonly expiresAt: number }>;
  /** How long an access token lives, ms; null for ever. */
  lifetimeMs: number | null;
  /** Issues an access token. */
  issue(userId: string): string;
  /** Issues a refresh token. */
  issueRefresh(userId: string): string;
  /** Issues an authorization code, for one trade. */
  issueCode(asked: CodeAsked): string;
  /** The user of a live access token; null for an unknown, revoked or expired one. */
  userOf(token: string): string | null;
}

const hour = 3_600_000;

// Salesforce: a code expires after 15 minutes. "OAuth 2.0 Web Server Flow", help.salesforce.com
const codeLifetimeMs = 900_000;

/** No sessions; tokens are made from a counter, so that a seed always gives the same ones. */
export const createSessions = (orgId: string, clock: VirtualClock): Sessions => {
  let issued = 0;
  const opaque = (kind: string): string => {
    issued += 1;
    return createHash('sha256').update(`${kind}:${orgId}:${issued}`).digest('base64url');
  };
  const sessions: Sessions = {
    access: new Map(),
    refresh: new Map(),
    codes: new Map(),
    lifetimeMs: 2 * hour,
    issue: (userId) => {
      const token = `${orgId.slice(0, 15)}!AQ.${opaque('access')}.${opaque('tail')}`;
      const { lifetimeMs } = sessions;
      sessions.access.set(token, {
        userId,
        expiresAt: lifetimeMs === null ? null : clock.now() + lifetimeMs,
      });
      return token;
    },
    issueRefresh: (userId) => {
      const token = `5Aep861${opaque('refresh')}`;
      sessions.refresh.set(token, { userId });
      return token;
    },
    issueCode: (asked) => {
      const code = `aPrx${opaque('code')}`;
      sessions.codes.set(code, { ...asked, expiresAt: clock.now() + codeLifetimeMs });
      return code;
    },
    userOf: (token) => {
      const session = sessions.access.get(token);
      if (!session) return null;
      const isExpired = session.expiresAt !== null && session.expiresAt <= clock.now();
      return isExpired ? null : session.userId;
    },
  };
  return sessions;
};
