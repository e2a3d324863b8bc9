import type { RuleTest } from './rule-list.ts';
import { walk, type SourceFile, type SyntaxNode } from './source-file.ts';

const holdsTests = /^(packages|apps)\/.+\.test\.ts$|^packages\/testkit\/src\/.+\.ts$/u;
const citation = /\s*\(((?:R-[A-Z]+-\d+(?:, )?)+)\)/u;

const textOf = (node: SyntaxNode): string | null => {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : null;
  if (node.type !== 'TemplateLiteral') return null;
  const quasis = node['quasis'] as { value: { cooked: string } }[];
  return quasis.map(({ value }) => value.cooked).join('…');
};

/** The titles of a file that cite rules, as `leaves a filled field alone (R-OVERWRITE-2)`. */
export const ruleTestsOf = (file: SourceFile): RuleTest[] => {
  if (!holdsTests.test(file.path)) return [];
  return [...walk(file.body)].flatMap((node) => {
    const text = textOf(node);
    const ids = text === null ? undefined : citation.exec(text)?.[1];
    if (text === null || ids === undefined) return [];
    return [{ path: file.path, title: text.replace(citation, ''), ids: ids.split(', ') }];
  });
};
