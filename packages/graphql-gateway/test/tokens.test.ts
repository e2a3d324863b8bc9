import { createTestClock } from '@concord/testkit';
import { generateKeyPair } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { createFixture } from './fixture.ts';
import { createIssuer } from './issuer.ts';

const now = Date.parse(createTestClock().now()) / 1000;
const issuer = await createIssuer(now);
afterAll(issuer.close);
const fixture = await createFixture({ tokens: issuer.tokens });

const statusOf = async (token: string): Promise<number> =>
  (await fixture.askAs(token, '{ __typename }')).status;

const unsigned = (claims: object): string => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
};

const foreign = await generateKeyPair('ES256');
const by = { key: foreign.privateKey };
const byPublicKey = {
  key: new TextEncoder().encode(issuer.publicKeyText),
  header: { alg: 'HS256' },
};
const isOf = { iss: issuer.tokens.issuer, aud: 'concord', sub: 'ada', role: 'admin' };

describe('a token', () => {
  it('opens the API with the role that it names', async () => {
    const token = await issuer.sign();
    expect((await fixture.askAs(token, '{ crmConnections { id } }')).errors).toBeUndefined();
    const { errors } = await fixture.askAs(token, '{ apiKeys { id } }');
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('has the highest of the roles that it lists', async () => {
    const token = await issuer.sign({ role: ['staff', 'viewer', 'admin'] });
    expect((await fixture.askAs(token, '{ apiKeys { id } }')).errors).toBeUndefined();
  });

  it.each([
    ['ends now', { exp: now }, 200],
    ['ended 59 seconds ago', { exp: now - 59 }, 200],
    ['ended 60 seconds ago', { exp: now - 60 }, 401],
    ['begins in 60 seconds', { nbf: now + 60 }, 200],
    ['begins in 61 seconds', { nbf: now + 61 }, 401],
    ['never ends', { exp: null }, 401],
    ['is of another issuer', { iss: 'https://evil.example/' }, 401],
    ['is of an issuer spelt otherwise', { iss: 'https://login.example.com' }, 401],
    ['is for another audience', { aud: 'payroll' }, 401],
    ['is for nobody', { aud: null }, 401],
    ['is for several audiences', { aud: ['payroll', 'concord'] }, 200],
    ['speaks for nobody', { sub: null }, 401],
    ['names no role', { role: null }, 401],
    ['names an unknown role', { role: 'root' }, 401],
    ['names a role in other letters', { role: 'Admin' }, 401],
    ['names a role that is an object', { role: { admin: true } }, 401],
  ])('that %s', async (_, claims, status) => {
    expect(await statusOf(await issuer.sign(claims))).toBe(status);
  });

  it.each([
    ['is not signed', () => unsigned({ ...isOf, exp: now + 300 })],
    ['is signed with the public key as a password', () => issuer.sign({}, byPublicKey)],
    ['is signed by another', () => issuer.sign({}, by)],
    [
      'names a key that is a path',
      () => issuer.sign({}, { ...by, header: { kid: '../../etc/passwd' } }),
    ],
    [
      'brings its own keys',
      () => issuer.sign({}, { ...by, header: { kid: 'k2', jku: 'http://127.0.0.1:1/keys' } }),
    ],
    ['is not one', () => 'a.b.c'],
    ['is oversized', () => issuer.sign({ pad: 'x'.repeat(4000) })],
  ])('opens nothing that %s', async (_, make) => {
    expect(await statusOf(await make())).toBe(401);
  });

  it('opens nothing once a part of it is changed', async () => {
    const [header = '', , signature = ''] = (await issuer.sign()).split('.');
    const claims = Buffer.from(JSON.stringify({ ...isOf, exp: now + 300 })).toString('base64url');
    expect(await statusOf(`${header}.${claims}.${signature}`)).toBe(401);
  });

  it('has its keys fetched from nowhere but the configured address', () => {
    expect(new Set(issuer.requests)).toEqual(new Set(['/keys']));
  });

  it('opens nothing where no issuer is configured', async () => {
    const { askAs } = await createFixture();
    expect((await askAs(await issuer.sign(), '{ __typename }')).status).toBe(401);
  });

  it('is not taken for a key, nor a key for a token', async () => {
    expect((await fixture.ask('{ __typename }')).status).toBe(200);
    expect(await statusOf(`cck_${await issuer.sign()}`)).toBe(401);
  });

  it('opens nothing while the keys cannot be had, told as a fault of ours', async () => {
    const down = await createFixture({ tokens: issuer.tokens });
    issuer.isUp = false;
    const { status, errors, data } = await down.askAs(await issuer.sign(), '{ __typename }');
    issuer.isUp = true;
    expect(status).toBe(500);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }]);
    expect(down.events).toMatchObject([{ event: 'request-fail' }]);
  });
});
