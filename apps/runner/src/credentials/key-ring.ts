import { hideSecret, type Secret } from './secret.ts';

/** A key that seals credentials, by the name that sealed values carry. */
export interface SealingKey {
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Secret<Uint8Array>;
}

/** The first key seals; every key opens. */
export type KeyRing = readonly [SealingKey, ...SealingKey[]];

export type KeyRingAnswer =
  | { readonly ok: true; readonly value: KeyRing }
  | { readonly ok: false; readonly problem: string };

const entryShape = /^([\w-]{1,64}):([A-Za-z0-9+/_-]{43}=?)$/u;

const parseKey = (entry: string): SealingKey | null => {
  const [, id, text] = entryShape.exec(entry.trim()) ?? [];
  if (id === undefined || text === undefined) return null;
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  return bytes.length === 32 ? { id, bytes: hideSecret(bytes) } : null;
};

/** Reads `name:base64,…`; a problem names the place of the key, never the key. */
export const parseKeyRing = (text: string): KeyRingAnswer => {
  const keys = text.split(',').map(parseKey);
  const bad = keys.findIndex((key) => key === null);
  if (bad !== -1) return { ok: false, problem: `key ${bad + 1} is not name:base64 of 32 bytes` };
  const [first, ...others] = keys.filter((key) => key !== null);
  if (first === undefined) return { ok: false, problem: 'holds no key' };
  const isDoubled = new Set(keys.map((key) => key?.id)).size < keys.length;
  return isDoubled
    ? { ok: false, problem: 'two keys have one name' }
    : { ok: true, value: [first, ...others] };
};
