import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseDomain } from '../../src/policy/index.ts';

describe('normaliseDomain', () => {
  it.each([
    ['acme.com', 'acme.com'],
    ['  ACME.com  ', 'acme.com'],
    ['acme.com.', 'acme.com'],
    ['www.acme.com', 'acme.com'],
    ['WWW.Acme.Com/', 'acme.com'],
    ['http://acme.com', 'acme.com'],
    ['HTTPS://www.acme.com:8443/about?x=1#top', 'acme.com'],
    ['http:acme.com', 'acme.com'],
    ['http:\\\\acme.com\\about', 'acme.com'],
    ['//acme.com/x', 'acme.com'],
    ['http://https://acme.com', 'acme.com'],
    ['https:// www.acme.com', 'acme.com'],
    ['ftp://jo:secret@files.acme.com', 'acme.com'],
    ['http://a@b@acme.com', 'acme.com'],
    ['mailto:jo@acme.com', 'acme.com'],
    ['acme.com:8080', 'acme.com'],
    ['acme.com?utm=1', 'acme.com'],
    ['acme.com, acme.de', 'acme.com'],
    ['acme.com (head office)', 'acme.com'],
    ['blog.eu.acme.com', 'acme.com'],
    ['shop.acme.co.uk', 'acme.co.uk'],
    ['acme.wordpress.com', 'acme.wordpress.com'],
    ['www.acme.wordpress.com', 'acme.wordpress.com'],
    ['https://wordpress.com', 'wordpress.com'],
    ['www.wordpress.com', 'wordpress.com'],
    ['acme.github.io', 'acme.github.io'],
    ['docs.acme.github.io', 'acme.github.io'],
    ['acme.example', 'acme.example'],
    ['sub.acme.internal', 'acme.internal'],
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['http://www.MÜLLER.de/kontakt', 'xn--mller-kva.de'],
    ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
    ['acme。com', 'acme.com'],
    ['３m.com', '3m.com'],
  ])('reads %j as %j (R-COMPANY-2)', (website, domain) => {
    expect(normaliseDomain(website)).toBe(domain);
  });

  it.each([
    '',
    '   ',
    'acme',
    'localhost',
    'n/a',
    'none',
    '-',
    'http://',
    'https://www.',
    'Acme Corp acme.com',
    '127.0.0.1',
    'http://0x7f.1/',
    '2130706433',
    'http://[::1]/',
    '[2001:db8::1]:80',
    'com',
    'co.uk',
    'www.co.uk',
    'github.io',
    'www.github.io',
    'foo.www.github.io',
    'acme..com',
    '-acme.com',
    'acme-.com',
    'ac%me.com',
    'xn--.com',
    null,
    42,
    true,
  ])('finds no domain in %j (R-COMPANY-2)', (website) => {
    expect(normaliseDomain(website)).toBeNull();
  });

  it('refuses a name that is too long for the DNS (R-COMPANY-2)', () => {
    expect(normaliseDomain(`${'a'.repeat(63)}.com`)).not.toBeNull();
    expect(normaliseDomain(`${'a'.repeat(64)}.com`)).toBeNull();
    expect(normaliseDomain(`${'a.'.repeat(130)}com`)).toBeNull();
    expect(normaliseDomain(`${'a'.repeat(5000)}.com`)).toBeNull();
  });

  it('reads its own answer as itself (R-COMPANY-2)', () => {
    const label = fc.oneof(fc.domain(), fc.webUrl(), fc.string(), fc.emailAddress());
    const suffix = fc.constantFrom('', '.co.uk', '.wordpress.com', '.github.io', '.www.github.io');
    fc.assert(
      fc.property(label, suffix, (text, end) => {
        const domain = normaliseDomain(text + end);
        if (domain !== null) expect(normaliseDomain(domain)).toBe(domain);
      }),
      { numRuns: 500 },
    );
  });

  it('reads every spelling of a domain alike (R-COMPANY-2)', () => {
    fc.assert(
      fc.property(
        fc.domain(),
        fc.constantFrom('', 'http://', 'HTTPS://', '//', 'https:\\\\'),
        fc.constantFrom('', '/', '/a?b#c', ':443', '.', '\\x', ' '),
        (domain, scheme, end) => {
          expect(normaliseDomain(`${scheme}${domain.toUpperCase()}${end}`)).toBe(
            normaliseDomain(domain),
          );
        },
      ),
    );
  });

  it('refuses 100 kB of nonsense at once', () => {
    const nonsense = [
      'a'.repeat(100_000),
      'http://'.repeat(15_000),
      'a.'.repeat(50_000),
      `http:${'/'.repeat(100_000)}`,
      '@'.repeat(100_000),
      `a${':'.repeat(100_000)}b`,
      ' '.repeat(100_000),
    ];
    for (const text of nonsense) expect(normaliseDomain(text)).toBeNull();
  }, 1000);
});
