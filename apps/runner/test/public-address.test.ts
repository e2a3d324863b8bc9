import { describe, expect, it } from 'vitest';
import { mayAsk, nextHop } from '../src/domain-resolver/check-hop.ts';
import { isPublicAddress } from '../src/domain-resolver/public-address.ts';

describe('isPublicAddress', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1::1', '2a00:1450:4001:80b::200e'])(
    'takes %s (R-COMPANY-2)',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.9.9.9',
    '169.254.169.254',
    '172.16.0.1',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::a00:1',
    '2002:a00:1::',
    '2002:808:808::',
    '2001::1',
    '2001:db8::1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '100::1',
    'not an address',
    '',
  ])('refuses %j (R-COMPANY-2)', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('mayAsk', () => {
  it.each([
    'https://acme.com/',
    'http://acme.com/',
    'http://acme.com:80/',
    'https://93.184.216.34/',
    'https://xn--bcher-kva.com/',
  ])('asks %s (R-COMPANY-2)', (url) => {
    expect(mayAsk(new URL(url))).toBe(true);
  });

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost/',
    'http://localhost./',
    'http://intranet/',
    'http://acme.example/',
    'http://acme.test/',
    'http://acme.invalid/',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://acme.com:8080/',
    'https://acme.com:80/',
    'https://good.com@evil.com/',
    'https://:secret@evil.com/',
    'file:///etc/passwd',
    'gopher://acme.com/',
    'data:text/plain,x',
    'ftp://acme.com/',
  ])('does not ask %s (R-COMPANY-2)', (url) => {
    expect(mayAsk(new URL(url))).toBe(false);
  });
});

describe('nextHop', () => {
  const from = new URL('https://acme.com/start');

  it.each([
    ['/home', 'https://acme.com/home'],
    ['https://www.globex.com/', 'https://www.globex.com/'],
    ['//globex.com/x', 'https://globex.com/x'],
    ['https://bücher.com/', 'https://xn--bcher-kva.com/'],
  ])('goes to %s (R-COMPANY-2)', (location, url) => {
    expect(nextHop(from, location)?.href).toBe(url);
  });

  it.each([
    'http://globex.com/',
    'file:/etc/passwd',
    'http://',
    'https://10.0.0.1/',
    'https://a@b.com/',
  ])('does not go to %s (R-COMPANY-2)', (location) => {
    expect(nextHop(from, location)).toBeNull();
  });
});
