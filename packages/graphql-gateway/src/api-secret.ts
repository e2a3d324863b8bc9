import { createHash, randomBytes } from 'node:crypto';

/** What every API key begins with, so that leaked ones are found by scanners. */
const prefix = 'cck_';

/** A key of the workspace `default` names none. */
const shape = /^cck_(?:([a-z][a-z0-9-]*)\.)?[\w-]{43}$/;

/** A new secret: the workspace that it is of, and 256 bits of chance. */
export const createSecret = (workspace: string): string => {
  const chance = randomBytes(32).toString('base64url');
  return workspace === 'default' ? `${prefix}${chance}` : `${prefix}${workspace}.${chance}`;
};

/** Whether a credential is meant as an API key's secret, and not as a token. */
export const isSecret = (credential: string): boolean => credential.startsWith(prefix);

/** The workspace that a secret says it is of; `null` when it cannot be a secret of ours. */
export const workspaceOf = (secret: string): string | null => {
  const parts = shape.exec(secret);
  return parts === null ? null : (parts[1] ?? 'default');
};

/** SHA-256 in hexadecimal: a secret of 256 bits needs no slower hash. */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');
