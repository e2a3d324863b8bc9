import { createHash, randomBytes } from 'node:crypto';

/** What every API key begins with, so that leaked ones are found by scanners. */
const prefix = 'cck_';

/** A new secret: 256 bits of chance. */
export const createSecret = (): string => `${prefix}${randomBytes(32).toString('base64url')}`;

/** Whether a credential is an API key's secret, and no token. */
export const isSecret = (credential: string): boolean => credential.startsWith(prefix);

/** SHA-256 in hexadecimal: a secret of 256 bits needs no slower hash. */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');
