// Regions that are not countries although they have two letters (Unicode CLDR 48).
const notCountries = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '));

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');

const isCurrent = (code: string): boolean =>
  !notCountries.has(code) &&
  names.of(code) !== undefined &&
  new Intl.Locale(`und-${code}`).region === code;

const codes = letters.flatMap((a) => letters.map((b) => a + b)).filter(isCurrent);

/** Other names that people type. */
const aliases: readonly (readonly [string, string])[] = [
  ['usa', 'US'],
  ['united states of america', 'US'],
  ['america', 'US'],
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['britain', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['northern ireland', 'GB'],
  ['czech republic', 'CZ'],
  ['holland', 'NL'],
  ['deutschland', 'DE'],
  ['espana', 'ES'],
  ['korea', 'KR'],
  ['republic of korea', 'KR'],
  ['russian federation', 'RU'],
  ['viet nam', 'VN'],
  ['turkey', 'TR'],
  ['uae', 'AE'],
  ['hong kong', 'HK'],
  ['macau', 'MO'],
  ['swaziland', 'SZ'],
];

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()
    .replace(/^the /, '');

const codeByName = new Map([
  ...codes.map((code) => [plain(names.of(code) ?? code), code] as const),
  ...codes.map((code) => [code.toLowerCase(), code] as const),
  ...aliases,
]);

/** Longer text names no country. */
const longest = 100;

/** The ISO 3166-1 alpha-2 code of a country's code or English name; `null` when it is neither. */
export const countryCodeOf = (text: string): string | null =>
  text.length > longest ? null : (codeByName.get(plain(text)) ?? null);

/** The English name of a country by its code. */
export const countryNameOf = (code: string): string => names.of(code) ?? code;
