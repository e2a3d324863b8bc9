import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { Credentials } from '../src/credentials/credentials.ts';
import { parseKeyRing, type KeyRing } from '../src/credentials/key-ring.ts';
import { openKeptKey } from '../src/credentials/kept-key.ts';
import { openCredentials, sealCredentials } from '../src/credentials/seal.ts';
import { hideSecret } from '../src/credentials/secret.ts';

const ringOf = (...names: string[]): KeyRing => {
  const entries = names.map(
    (name) => `${name}:${Buffer.alloc(32, name.charCodeAt(0)).toString('base64')}`,
  );
  const ring = parseKeyRing(entries.join(','));
  if (!ring.ok) throw new Error(ring.problem);
  return ring.value;
};

const credentials: Credentials = {
  token: { value: 'canary-token', instanceUrl: 'https://acme.my.salesforce.com' },
  grant: {
    kind: 'refresh-token',
    tokenUrl: 'https://login.salesforce.com/services/oauth2/token',
    clientId: 'app',
    clientSecret: 'canary-secret',
    refreshToken: 'canary-refresh',
  },
};

const flipBit = (sealed: string, part: number, bit: number): string => {
  const parts = sealed.split('.');
  const bytes = Buffer.from(parts[part] ?? '', 'base64url');
  bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  parts[part] = bytes.toString('base64url');
  return parts.join('.');
};

const bitsOf = (sealed: string, part: number): number =>
  Buffer.from(sealed.split('.')[part] ?? '', 'base64url').length * 8;

describe('sealCredentials', () => {
  it('opens what it sealed', async () => {
    const sealed = await sealCredentials(ringOf('a'), 'one', credentials);
    expect(sealed).not.toContain('canary');
    expect(await openCredentials(ringOf('a'), 'one', sealed)).toEqual(credentials);
  });

  it('never seals twice to the same text', async () => {
    const seals = await Promise.all(
      Array.from({ length: 200 }, () => sealCredentials(ringOf('a'), 'one', credentials)),
    );
    expect(new Set(seals.map((sealed) => sealed.split('.')[2])).size).toBe(200);
  });

  it.each([
    ['header', 0],
    ['wrapped key', 1],
    ['vector', 2],
    ['text', 3],
    ['tag', 4],
  ])('refuses any flipped bit of the %s', async (_, part) => {
    const sealed = await sealCredentials(ringOf('a'), 'one', credentials);
    const opened = await Promise.allSettled(
      Array.from({ length: bitsOf(sealed, part) }, (__, bit) =>
        openCredentials(ringOf('a'), 'one', flipBit(sealed, part, bit)),
      ),
    );
    expect(opened.filter(({ status }) => status === 'fulfilled')).toEqual([]);
  });

  it('refuses the sealed row of another connection', async () => {
    const sealed = await sealCredentials(ringOf('a'), 'one', credentials);
    await expect(openCredentials(ringOf('a'), 'two', sealed)).rejects.toThrow(
      'they belong to another connection',
    );
  });

  it('opens by an older key, and fails closed without it', async () => {
    const sealed = await sealCredentials(ringOf('a'), 'one', credentials);
    expect(await openCredentials(ringOf('b', 'a'), 'one', sealed)).toEqual(credentials);
    await expect(openCredentials(ringOf('b'), 'one', sealed)).rejects.toThrow(
      'their key is not in CONCORD_KEYS',
    );
  });

  it('fails closed with a wrong key of the right name', async () => {
    const sealed = await sealCredentials(ringOf('a'), 'one', credentials);
    const wrong: KeyRing = [{ id: 'a', bytes: hideSecret(new Uint8Array(32)) }];
    await expect(openCredentials(wrong, 'one', sealed)).rejects.toThrow('cannot be opened');
  });

  it.each(['', 'x', 'a.b.c.d.e', 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoiYSJ9....'])(
    'refuses %j',
    async (text) => {
      await expect(openCredentials(ringOf('a'), 'one', text)).rejects.toThrow('cannot be opened');
    },
  );
});

describe('hideSecret', () => {
  it('masks itself wherever it is printed', () => {
    const secret = hideSecret('canary');
    const shown = [secret.toString(), JSON.stringify({ secret }), inspect({ secret })].join();
    expect(shown).not.toContain('canary');
    expect(secret.reveal()).toBe('canary');
  });
});

describe('openKeptKey', () => {
  let directory = '';
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('makes a key once, for its owner only', async () => {
    directory = await mkdtemp(join(tmpdir(), 'concord-'));
    const [first, second] = [await openKeptKey(directory), await openKeptKey(directory)];
    expect(second[0].bytes.reveal()).toEqual(first[0].bytes.reveal());
    const { mode } = await stat(join(directory, 'keys'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('refuses a spoilt key file instead of making a fresh key', async () => {
    directory = await mkdtemp(join(tmpdir(), 'concord-'));
    await writeFile(join(directory, 'keys'), 'spoilt');
    await expect(openKeptKey(directory)).rejects.toThrow('restore the file from a backup');
  });
});
