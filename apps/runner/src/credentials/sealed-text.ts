import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import type { KeyRing, SealingKey } from './key-ring.ts';

/** What a sealed text is for; it opens for nothing else. */
export interface Binding {
  readonly field: string;
  /** What kind of row it is stored in, and which. */
  readonly row: string;
  readonly id: string;
}

const headerOf = ({ field, row, id }: Binding) => ({ field, [row]: id, version: 1 });

/** Seals a text with the ring's first key. */
export const sealText = (ring: KeyRing, binding: Binding, text: string): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(text))
    // The protected header is authenticated.
    .setProtectedHeader({ alg: 'A256GCMKW', enc: 'A256GCM', kid: ring[0].id, ...headerOf(binding) })
    .encrypt(ring[0].bytes.reveal());

const altered = 'they were altered or their key is another';

const keyOf = (ring: KeyRing, sealed: string): SealingKey => {
  const { kid } = readHeader(sealed);
  const key = ring.find(({ id }) => id === kid);
  if (key === undefined) throw new Error('their key is not in CONCORD_KEYS');
  return key;
};

const readHeader = (sealed: string): ReturnType<typeof decodeProtectedHeader> => {
  try {
    return decodeProtectedHeader(sealed);
  } catch {
    throw new Error(altered);
  }
};

/**
 * Opens a sealed text. Throws with the reason alone, when it was altered, made for something else,
 * or sealed with a key that the ring does not hold.
 */
export const openText = async (
  ring: KeyRing,
  binding: Binding,
  sealed: string,
): Promise<string> => {
  const key = keyOf(ring, sealed);
  const opened = await compactDecrypt(sealed, key.bytes.reveal(), {
    keyManagementAlgorithms: ['A256GCMKW'],
    contentEncryptionAlgorithms: ['A256GCM'],
  }).catch(() => {
    throw new Error(altered);
  });
  const { protectedHeader } = opened;
  const isBound = Object.entries(headerOf(binding)).every(
    ([name, value]) => protectedHeader[name] === value,
  );
  if (!isBound) throw new Error(`they belong to another ${binding.row}`);
  return new TextDecoder().decode(opened.plaintext);
};
