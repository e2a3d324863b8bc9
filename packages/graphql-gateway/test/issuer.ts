import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import type { TokenIssuer } from '../src/index.ts';

/** An issuer of tokens that publishes its keys on this machine. */
export interface TestIssuer {
  readonly tokens: TokenIssuer;
  /** Whether its keys can be had. */
  isUp: boolean;
  readonly requests: string[];
  readonly publicKeyText: string;
  /** A token by the published key, unless another is given; a claim that is `null` is left out. */
  readonly sign: (claims?: Readonly<Record<string, unknown>>, by?: Signer) => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface Signer {
  readonly key?: CryptoKey | Uint8Array;
  readonly header?: Readonly<Record<string, string>>;
}

const issuer = 'https://login.example.com/';

/** `now` in seconds. */
export const createIssuer = async (now: number): Promise<TestIssuer> => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const requests: string[] = [];
  const state = { isUp: true };
  const server = createServer((incoming, outgoing) => {
    requests.push(incoming.url ?? '');
    outgoing.writeHead(state.isUp ? 200 : 503, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const sign: TestIssuer['sign'] = (claims = {}, { key = privateKey, header = {} } = {}) => {
    const usual = { iss: issuer, aud: 'concord', sub: 'ada', exp: now + 300, role: 'operator' };
    const all = Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== null);
    return new SignJWT(Object.fromEntries(all) as JWTPayload)
      .setProtectedHeader({ alg: 'ES256', kid: 'k1', ...header })
      .sign(key);
  };

  return Object.assign(state, {
    tokens: {
      issuer,
      audience: 'concord',
      keysUrl: `http://127.0.0.1:${port}/keys`,
      roleClaim: 'role',
      workspaceClaim: 'workspace',
    },
    requests,
    publicKeyText: JSON.stringify(jwk),
    sign,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
};
