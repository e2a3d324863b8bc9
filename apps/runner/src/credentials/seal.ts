import { CompactEncrypt, compactDecrypt, type CompactJWEHeaderParameters } from 'jose';
import { credentialsShape, type Credentials } from './credentials.ts';
import type { KeyRing } from './key-ring.ts';

// The protected header is authenticated: a sealed value opens only for the row it was made for.
const bindingOf = (connectionId: string): Record<string, string | number> => ({
  field: 'credentials',
  connection: connectionId,
  version: 1,
});

const isBoundTo = (header: CompactJWEHeaderParameters, connectionId: string): boolean =>
  Object.entries(bindingOf(connectionId)).every(([name, value]) => header[name] === value);

/** Seals credentials with the ring's first key, for one connection's row. */
export const sealCredentials = (
  ring: KeyRing,
  connectionId: string,
  credentials: Credentials,
): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(credentials)))
    .setProtectedHeader({
      alg: 'A256GCMKW',
      enc: 'A256GCM',
      kid: ring[0].id,
      ...bindingOf(connectionId),
    })
    .encrypt(ring[0].bytes.reveal());

const refuse = (connectionId: string, why: string): Error =>
  new Error(`the credentials of connection ${connectionId} cannot be opened: ${why}`);

/**
 * Opens sealed credentials. Throws, without naming any of them, when they were altered, made for
 * another connection, or sealed with a key that the ring does not hold.
 */
export const openCredentials = async (
  ring: KeyRing,
  connectionId: string,
  sealed: string,
): Promise<Credentials> => {
  const opened = await compactDecrypt(
    sealed,
    ({ kid }) => {
      const key = ring.find(({ id }) => id === kid);
      if (key === undefined) throw refuse(connectionId, 'their key is not in CONCORD_KEYS');
      return key.bytes.reveal();
    },
    { keyManagementAlgorithms: ['A256GCMKW'], contentEncryptionAlgorithms: ['A256GCM'] },
  ).catch((error: unknown) => {
    throw error instanceof Error && error.message.startsWith('the credentials of')
      ? error
      : refuse(connectionId, 'they were altered or their key is another');
  });
  if (!isBoundTo(opened.protectedHeader, connectionId)) {
    throw refuse(connectionId, 'they belong to another connection');
  }
  return credentialsShape.parse(JSON.parse(new TextDecoder().decode(opened.plaintext)));
};
