import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesPath } from './check-rules.ts';
import { renderRules } from './rule-list.ts';
import { ruleTestsOf } from './rule-tests.ts';
import { parseSource, readTextFiles } from './source-file.ts';

const root = join(import.meta.dirname, '..');
const page = join(root, rulesPath);
const tests = readTextFiles(root)
  .filter(({ path }) => path.endsWith('.ts'))
  .map(parseSource)
  .flatMap(ruleTestsOf);

writeFileSync(page, renderRules(readFileSync(page, 'utf8'), tests));
console.log(`${rulesPath}: ${tests.length} tests prove rules`);
