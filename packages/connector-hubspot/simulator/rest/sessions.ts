import { createHash } from 'node:crypto';
import type { VirtualClock } from '@concord/testkit/simulator';
import type { Actor } from '../portal/actor.ts';

/** What a token lets its holder do, and whose changes it makes. */
export interface Grant {
  readonly actor: Actor;
  readonly appId: string;
  /** Private apps share the portal's daily limit; OAuth apps have none. */
  readonly kind: 'private' | 'oauth';
  scopes: readonly string[];
}

/** A live access token. */
export interface Session {
  readonly grant: Grant;
  /** ms since 1970; null for never. */
  expiresAt: number | null;
}

/** What became of a token. */
export type SessionState =
  | { readonly state: 'live'; readonly session: Session }
  | { readonly state: 'expired'; readonly session: Session }
  | { readonly state: 'unknown' };

/** What a code was issued for. */
export interface CodeAsked {
  readonly grant: Grant;
  /** Where the browser was sent back to; null takes any address. */
  readonly redirectUri: string | null;
  /** The challenge of PKCE, S256; null where none was sent. */
  readonly challenge: string | null;
}

/** Access tokens, refresh tokens and authorization codes. */
export interface Sessions {
  readonly access: Map<string, Session>;
  readonly refresh: Map<string, Grant>;
  readonly codes: Map<string, CodeAsked & { readonly expiresAt: number }>;
  /** How long an issued access token lives, ms. */
  lifetimeMs: number;
  issue(grant: Grant): string;
  issueRefresh(grant: Grant): string;
  /** Issues an authorization code, for one trade. */
  issueCode(asked: CodeAsked): string;
  look(token: string): SessionState;
}

// HubSpot: access tokens live 30 minutes, codes 30 seconds. developers.hubspot.com, read 2026-11-21
const lifetimeMs = 1_800_000;
const codeLifetimeMs = 30_000;

/** No sessions; tokens are made from a counter, so that a seed always gives the same ones. */
export const createSessions = (clock: VirtualClock): Sessions => {
  let issued = 0;
  const opaque = (kind: string): string => {
    issued += 1;
    return createHash('sha256').update(`${kind}:${issued}`).digest('base64url');
  };
  const sessions: Sessions = {
    access: new Map(),
    refresh: new Map(),
    codes: new Map(),
    lifetimeMs,
    issue: (grant) => {
      const token = `CPnt${opaque('access')}${opaque('tail')}`;
      sessions.access.set(token, { grant, expiresAt: clock.now() + sessions.lifetimeMs });
      return token;
    },
    issueRefresh: (grant) => {
      const token = `na1-${opaque('refresh').slice(0, 36)}`;
      sessions.refresh.set(token, grant);
      return token;
    },
    issueCode: (asked) => {
      const code = opaque('code');
      sessions.codes.set(code, { ...asked, expiresAt: clock.now() + codeLifetimeMs });
      return code;
    },
    look: (token) => {
      const session = sessions.access.get(token);
      if (!session) return { state: 'unknown' };
      const isExpired = session.expiresAt !== null && session.expiresAt <= clock.now();
      return { state: isExpired ? 'expired' : 'live', session };
    },
  };
  return sessions;
};
