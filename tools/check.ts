import { join } from 'node:path';
import { capabilities } from './capability-table.ts';
import { checkChangesets } from './check-changesets.ts';
import { checkComments } from './check-comments.ts';
import { checkConnectors } from './check-connectors.ts';
import { checkLayers } from './check-layers.ts';
import { checkLinks } from './check-links.ts';
import { checkNames } from './check-names.ts';
import { checkPurity } from './check-purity.ts';
import { checkCitations, checkRules, rulesPath } from './check-rules.ts';
import { checkSizes } from './check-sizes.ts';
import { checkVersions } from './check-versions.ts';
import { checkWords } from './check-words.ts';
import { connectors } from './connectors.ts';
import { guarantees } from './guarantee-table.ts';
import { ruleTestsOf } from './rule-tests.ts';
import { parseSource, readTextFiles, type Problem, type TextFile } from './source-file.ts';
import { checkPart } from './written-part.ts';

/** Fixtures of the tools' own tests cite rules that do not exist. */
const cites = (texts: readonly TextFile[]): TextFile[] =>
  texts.filter(({ path }) => !path.startsWith('tools/test/'));

const checkAll = (texts: readonly TextFile[]): Problem[] => {
  const sources = texts.filter(({ path }) => /\.tsx?$/u.test(path)).map(parseSource);
  const rules = texts.filter(({ path }) => path === rulesPath);
  const tests = sources.flatMap(ruleTestsOf);
  return [
    ...sources.flatMap((file) => [...checkLayers(file), ...checkPurity(file), ...checkSizes(file)]),
    ...checkComments(sources),
    ...checkConnectors(texts, sources),
    ...[capabilities, guarantees].flatMap((part) => checkPart(part, texts, connectors)),
    ...checkNames(texts),
    ...checkChangesets(texts),
    ...rules.flatMap((page) => [...checkRules(page, tests), ...checkCitations(page, cites(texts))]),
    ...texts.filter(({ path }) => path.endsWith('package.json')).flatMap(checkVersions),
    ...texts.filter(({ path }) => path.endsWith('.md')).flatMap((page) => checkLinks(page, texts)),
    ...texts.flatMap(checkWords),
  ];
};

const problems = checkAll(readTextFiles(join(import.meta.dirname, '..')));
for (const { path, line, message } of problems) {
  console.error(`${line === undefined ? path : `${path}:${line}`}: ${message}`);
}
console.log(problems.length === 0 ? 'House rules hold.' : `${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
