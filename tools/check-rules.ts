import { parseRules, renderRules, type RuleTest } from './rule-list.ts';
import { lineOf, type Problem, type TextFile } from './source-file.ts';

/** Where the rules and their proofs stand. */
export const rulesPath = 'docs/rules.md';

const numbered = (group: string, ...numbers: number[]): string[] =>
  numbers.map((number) => `R-${group}-${number}`);

/** Rules that are built: each has a test, and losing the last one is a problem. */
export const builtRules: readonly string[] = [
  ...numbered('TIME', 1, 3, 4, 5, 6),
  ...numbered('OVERWRITE', 1, 2, 3, 4, 5, 6, 7),
  ...numbered('DUP', 1, 2, 3, 4, 5, 6),
  ...numbered('COMPANY', 1, 2, 3, 4),
  ...numbered('PERSON', 1, 3, 4, 5, 6, 7, 8),
  ...numbered('EMAIL', 1, 2, 3, 4, 5, 6, 7, 8, 9),
  ...numbered('TASK', 1, 2, 3, 4, 5, 6, 7),
  ...numbered('OPP', 1, 2, 3),
  ...numbered('MAP', 1, 2, 3, 4, 5, 6, 7, 8),
  ...numbered('ERR', 1, 2, 3, 4, 5),
];

/** An audit shows what a connector must do for a rule to hold, and not that the rule holds. */
const isAudit = ({ title }: RuleTest): boolean => /^(MUST|SHOULD|MAY)\b/u.test(title);

/** Places that cite a rule which does not exist. */
export const checkCitations = (page: TextFile, texts: readonly TextFile[]): Problem[] => {
  const known = new Set(parseRules(page.text).map(({ id }) => id));
  return texts.flatMap((file) =>
    [...file.text.matchAll(/\bR-[A-Z]+-\d+\b/gu)]
      .filter(([id]) => !known.has(id))
      .map(({ 0: id, index }) => ({
        path: file.path,
        line: lineOf(file, index),
        message: `${id} is no rule of ${page.path}`,
      })),
  );
};

/** Rules without the test they need, and a page that is out of date. */
export const checkRules = (page: TextFile, tests: readonly RuleTest[]): Problem[] => {
  const proved = new Set(tests.filter((test) => !isAudit(test)).flatMap(({ ids }) => ids));
  const unproved = builtRules
    .filter((id) => !proved.has(id))
    .map((id) => ({ path: page.path, message: `no test proves ${id}` }));
  const stale = renderRules(page.text, tests) !== page.text;
  return [
    ...unproved,
    ...(stale ? [{ path: page.path, message: 'is out of date: run `npm run docs`' }] : []),
  ];
};
