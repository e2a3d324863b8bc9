/** A rule of `docs/rules.md`: the line with its id and our sentence. */
export interface Rule {
  readonly id: string;
  readonly sentence: string;
}

/** A test that names the rules it proves. */
export interface RuleTest {
  readonly path: string;
  readonly title: string;
  readonly ids: readonly string[];
}

const ruleLine = /^- \*\*(R-[A-Z]+-\d+)\*\* (.+)$/u;
const isGenerated = (line: string): boolean => line.startsWith('  - ');

const byText = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

const proofOf = (id: string, tests: readonly RuleTest[]): string[] => {
  const proofs = tests
    .filter(({ ids }) => ids.includes(id))
    .map(({ path, title }) => `  - ${title} (\`${path}\`)`);
  return proofs.length === 0 ? ['  - not built yet'] : [...new Set(proofs)].toSorted(byText);
};

/** The rules in the order of the page. */
export const parseRules = (page: string): Rule[] =>
  page.split('\n').flatMap((line) => {
    const [, id, sentence] = ruleLine.exec(line) ?? [];
    return id === undefined || sentence === undefined ? [] : [{ id, sentence }];
  });

/** The page with the tests of each rule below it, in place of those listed before. */
export const renderRules = (page: string, tests: readonly RuleTest[]): string =>
  page
    .split('\n')
    .filter((line) => !isGenerated(line))
    .flatMap((line) => {
      const id = ruleLine.exec(line)?.[1];
      return id === undefined ? [line] : [line, ...proofOf(id, tests)];
    })
    .join('\n');
