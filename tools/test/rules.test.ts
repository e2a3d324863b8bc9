import { describe, expect, it } from 'vitest';
import { builtRules, checkCitations, checkRules } from '../check-rules.ts';
import { parseRules, renderRules, type RuleTest } from '../rule-list.ts';
import { ruleTestsOf } from '../rule-tests.ts';
import { sourceAt } from './fixture.ts';

const page = '## Duplicates\n\n- **R-DUP-1** One record.\n- **R-DUP-2** No double.\n';
const proof: RuleTest = { path: 'a.test.ts', title: 'creates once', ids: ['R-DUP-1'] };
const every: RuleTest = { path: 'b.test.ts', title: 'holds', ids: builtRules };

const messages = (text: string, tests: readonly RuleTest[]): string[] =>
  checkRules({ path: 'docs/rules.md', text }, tests).map(({ message }) => message);

describe('ruleTestsOf', () => {
  const titles = (text: string): RuleTest[] =>
    ruleTestsOf(sourceAt('packages/core/test/a.test.ts', text));

  it('reads the ids at the end of a title', () => {
    expect(titles("it('keeps it (R-OVERWRITE-2, R-DUP-10)', () => {});")).toEqual([
      {
        path: 'packages/core/test/a.test.ts',
        title: 'keeps it',
        ids: ['R-OVERWRITE-2', 'R-DUP-10'],
      },
    ]);
  });

  it('reads titles of tables and templates', () => {
    expect(titles("it.each([1])('fills %s (R-MAP-1)', () => {});")).toHaveLength(1);
    expect(titles('it(`fills ${name} (R-MAP-1)`, () => {});')).toHaveLength(1);
  });

  it('does not take a comment for a proof', () => {
    expect(titles("// keeps it (R-DUP-1)\nit('keeps it', () => {});")).toEqual([]);
  });

  it('does not take a source for a test', () => {
    const text = "export const words = 'creates once (R-DUP-1)';";
    expect(ruleTestsOf(sourceAt('packages/core/src/engine/a.ts', text))).toEqual([]);
  });
});

describe('renderRules', () => {
  it('lists the tests of a rule and marks one without', () => {
    expect(renderRules(page, [proof])).toBe(
      [
        '## Duplicates',
        '',
        '- **R-DUP-1** One record.',
        '  - creates once (`a.test.ts`)',
        '- **R-DUP-2** No double.',
        '  - not built yet',
        '',
      ].join('\n'),
    );
  });

  it('changes nothing the second time', () => {
    const once = renderRules(page, [proof]);
    expect(renderRules(once, [proof])).toBe(once);
    expect(parseRules(once)).toEqual(parseRules(page));
  });
});

describe('checkRules', () => {
  const whole = `${builtRules.map((id) => `- **${id}** It holds.`).join('\n')}\n`;

  it('accepts a page that is up to date', () => {
    expect(messages(renderRules(whole, [every]), [every])).toEqual([]);
  });

  it('names a page that is out of date', () => {
    expect(messages(whole, [every])).toEqual(['is out of date: run `npm run docs`']);
  });

  it('names a built rule that no test proves', () => {
    const fewer = [{ ...every, ids: builtRules.filter((id) => id !== 'R-DUP-1') }];
    expect(messages(renderRules(whole, fewer), fewer)).toEqual(['no test proves R-DUP-1']);
  });

  it('does not take an audit for the proof of a rule', () => {
    const audits = [{ ...every, title: 'MUST match' }];
    expect(messages(renderRules(whole, audits), audits)).toHaveLength(builtRules.length);
  });
});

describe('checkCitations', () => {
  it('names a rule that does not exist', () => {
    const text = '// R-DUP-1 and\n// R-DUP-99';
    expect(checkCitations({ path: 'docs/rules.md', text: page }, [{ path: 'a.ts', text }])).toEqual(
      [{ path: 'a.ts', line: 2, message: 'R-DUP-99 is no rule of docs/rules.md' }],
    );
  });
});
