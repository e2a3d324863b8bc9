import { createHash, randomBytes } from 'node:crypto';

/** 256 bits of chance, in characters that an address takes as they are (RFC 7636, section 4.1). */
export const drawSecret = (): string => randomBytes(32).toString('base64url');

/** The challenge that a verifier meets: S256 of RFC 7636, section 4.2. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

/** What is stored in place of a state: chance of 256 bits needs no slower hash. */
export const hashState = (state: string): string =>
  createHash('sha256').update(state).digest('hex');
