import { describe, expect, it } from 'vitest';
import { checkChangesets } from '../check-changesets.ts';
import { checkComments } from '../check-comments.ts';
import { checkLinks } from '../check-links.ts';
import { checkSizes } from '../check-sizes.ts';
import { checkVersions } from '../check-versions.ts';
import { checkWords } from '../check-words.ts';
import { sourceAt } from './fixture.ts';

describe('checkComments', () => {
  const path = 'packages/core/src/policy/a.ts';

  it('names an export without a doc comment', () => {
    const text = '/** Counts. */\nexport const a = 1;\nexport interface B {}\nexport type C = B;';
    expect(checkComments([sourceAt(path, text)])).toEqual([
      { path, line: 3, message: 'B has no doc comment' },
      { path, line: 4, message: 'C has no doc comment' },
    ]);
  });

  it('asks for comments on what a package entry passes on', () => {
    const entry = sourceAt('packages/acme/src/index.ts', "export { a } from './a.ts';");
    const inner = sourceAt('packages/acme/src/a.ts', 'export const a = 1;\nexport const b = 2;');
    expect(checkComments([entry, inner])).toEqual([
      { path: 'packages/acme/src/a.ts', line: 1, message: 'a has no doc comment' },
    ]);
  });
});

describe('checkChangesets', () => {
  const texts = [
    { path: '.changeset/config.json', text: '{"ignore":["@acme/bench"]}' },
    { path: 'packages/core/package.json', text: '{"name":"@acme/core"}' },
    { path: 'packages/bench/package.json', text: '{"name":"@acme/bench"}' },
  ];
  const check = (text: string) => checkChangesets([...texts, { path: '.changeset/a.md', text }]);

  it('takes packages that are released', () => {
    expect(check("---\n'@acme/core': minor\n---\n\nMore.\n")).toEqual([]);
  });

  it.each([
    ["---\n'@acme/core': minor\n'@acme/bench': patch\n---\n", '@acme/bench is not released', 3],
    ["---\n'@acme/core': big\n---\n", 'big is no bump', 2],
    ["---\n'@acme/other': patch\n---\n", '@acme/other is not released', 2],
  ])('names what no version can be made of', (text, message, line) => {
    expect(check(text)).toEqual([{ path: '.changeset/a.md', line, message }]);
  });

  it('names one of no package', () => {
    expect(check('More.')).toEqual([{ path: '.changeset/a.md', message: 'names no package' }]);
  });
});

describe('checkLinks', () => {
  const texts = [
    { path: 'docs/there.md', text: '' },
    { path: 'packages/core/a.ts', text: '' },
  ];
  const check = (text: string) => checkLinks({ path: 'docs/page.md', text }, texts);

  it.each(['there.md', 'there.md#part', '../packages/core', 'https://example.com', '#here'])(
    'accepts %s',
    (target) => {
      expect(check(`[a](${target})`)).toEqual([]);
    },
  );

  it('names a link that leads nowhere', () => {
    expect(check('one\n[a](gone.md)')).toEqual([
      { path: 'docs/page.md', line: 2, message: 'gone.md leads nowhere' },
    ]);
  });
});

describe('checkSizes', () => {
  it('names a source of more than 400 lines', () => {
    expect(checkSizes({ path: 'a.ts', text: 'x\n'.repeat(400) })).toEqual([]);
    expect(checkSizes({ path: 'a.ts', text: 'x\n'.repeat(401) })).toHaveLength(1);
  });
});

describe('checkVersions', () => {
  const check = (version: string) =>
    checkVersions({
      path: 'package.json',
      text: JSON.stringify({ devDependencies: { a: version } }),
    });

  it.each(['1.2.3', '18.4.0-beta.17', 'workspace:^'])('accepts %s', (version) => {
    expect(check(version)).toEqual([]);
  });

  it.each(['^1.2.3', '~1.2.3', '1', '*', 'latest', 'github:a/b', '>=1.2.3'])(
    'refuses %s',
    (version) => {
      expect(check(version)).toHaveLength(1);
    },
  );
});

describe('checkWords', () => {
  // Written in two parts, since this file is checked as well.
  it.each([
    ['/home', '/me/file'],
    ['read /tm', 'p/file'],
    ['../', 'shared/spec'],
    ['https://regis', 'try.npmjs.org/a'],
    ['// TO', 'DO later'],
  ])('refuses %s%s', (head, tail) => {
    expect(checkWords({ path: 'a.md', text: `one\n${head}${tail}` })).toMatchObject([{ line: 2 }]);
  });

  it.each(['packages/work/src', 'a homework/tmp file', 'https://example.com/home/page'])(
    'accepts %s',
    (text) => {
      expect(checkWords({ path: 'a.md', text })).toEqual([]);
    },
  );
});
