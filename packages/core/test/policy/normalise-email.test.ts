import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseEmail } from '../../src/policy/index.ts';

describe('normaliseEmail', () => {
  it.each([
    ['jo@acme.com', 'jo@acme.com'],
    [' Jo.Doe@ACME.com\n', 'jo.doe@acme.com'],
    ['jo+news@acme.com', 'jo+news@acme.com'],
    ["o'neil@acme.com", "o'neil@acme.com"],
    ['jo@bücher.example', 'jo@xn--bcher-kva.example'],
    ['jo@acme.co.uk', 'jo@acme.co.uk'],
    ['jo@mail.acme.example', 'jo@mail.acme.example'],
    ['__proto__@acme.com', '__proto__@acme.com'],
    ['a!#$%&*/=?^_`{|}~-@acme.com', 'a!#$%&*/=?^_`{|}~-@acme.com'],
    [`${'a'.repeat(64)}@acme.com`, `${'a'.repeat(64)}@acme.com`],
  ])('reads %j as %j (R-PERSON-1)', (value, email) => {
    expect(normaliseEmail(value)).toBe(email);
  });

  it.each([
    '',
    '@',
    'jo',
    'jo@',
    '@acme.com',
    'jo@acme',
    'jo@localhost',
    'jo@127.0.0.1',
    'jo@[127.0.0.1]',
    'jo@acme..com',
    'jo@acme.com.',
    'jo@-acme.com',
    'jo@acme.com/x',
    'jo@acme.com:25',
    'jo@acme.com?x',
    'jo@ac me.com',
    'jo doe@acme.com',
    '.jo@acme.com',
    'jo.@acme.com',
    'jo..doe@acme.com',
    'a@b@acme.com',
    '"jo doe"@acme.com',
    'Jo <jo@acme.com>',
    'mailto:jo@acme.com',
    'jo@acme.com, al@acme.com',
    'jö@acme.com',
    '\u212Ajo@acme.com',
    `${'a'.repeat(65)}@acme.com`,
    `jo@${'a.'.repeat(126)}com`,
    null,
    7,
    false,
  ])('finds no address in %j (R-PERSON-1)', (value) => {
    expect(normaliseEmail(value)).toBeNull();
  });

  it('reads its own answer as itself, whatever the case (R-PERSON-1)', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
        const email = normaliseEmail(text);
        if (email === null) return;
        expect(normaliseEmail(email)).toBe(email);
        expect(normaliseEmail(email.toUpperCase())).toBe(email);
      }),
    );
  });

  it('takes nearly every address there is (R-PERSON-1)', () => {
    fc.assert(
      fc.property(fc.emailAddress({ size: 'small' }), (text) => {
        expect(normaliseEmail(text)).toBe(text.toLowerCase());
      }),
    );
  });

  it('refuses 100 kB of nonsense at once', () => {
    const nonsense = [
      `${'a'.repeat(100_000)}@acme.com`,
      `${'a.'.repeat(50_000)}@`,
      `a@${'a-'.repeat(50_000)}`,
      '@'.repeat(100_000),
    ];
    for (const text of nonsense) expect(normaliseEmail(text)).toBeNull();
  }, 1000);
});
