import { credentialsShape, type Credentials } from './credentials.ts';
import type { KeyRing } from './key-ring.ts';
import { openText, sealText, type Binding } from './sealed-text.ts';

const bindingOf = (connectionId: string): Binding => ({
  field: 'credentials',
  row: 'connection',
  id: connectionId,
});

/** Seals credentials with the ring's first key, for one connection's row. */
export const sealCredentials = (
  ring: KeyRing,
  connectionId: string,
  credentials: Credentials,
): Promise<string> => sealText(ring, bindingOf(connectionId), JSON.stringify(credentials));

/**
 * Opens sealed credentials. Throws, without naming any of them, when they were altered, made for
 * another connection, or sealed with a key that the ring does not hold.
 */
export const openCredentials = async (
  ring: KeyRing,
  connectionId: string,
  sealed: string,
): Promise<Credentials> => {
  const text = await openText(ring, bindingOf(connectionId), sealed).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : 'for no known reason';
    throw new Error(`the credentials of connection ${connectionId} cannot be opened: ${why}`);
  });
  return credentialsShape.parse(JSON.parse(text));
};
