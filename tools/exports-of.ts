import { dirname, normalize } from 'node:path/posix';
import type { SourceFile, SyntaxNode } from './source-file.ts';

/** A name a file offers: its own, or another file's that it passes on. */
export interface Export {
  readonly name: string;
  /** Where the statement that declares or passes it on begins. */
  readonly start: number;
  /** Path of the file it is passed on from; `null` when it is declared here. */
  readonly from: string | null;
}

const nameOf = (node: unknown): string => (node as { name?: string } | null)?.name ?? 'default';

const declaredBy = (declaration: SyntaxNode): string[] =>
  declaration.type === 'VariableDeclaration'
    ? (declaration['declarations'] as SyntaxNode[]).map(({ id }) => nameOf(id))
    : [nameOf(declaration['id'])];

const sourceOf = (file: SourceFile, node: SyntaxNode): string | null => {
  const specifier = (node['source'] as { value?: string } | null | undefined)?.value;
  return specifier?.startsWith('.') ? normalize(`${dirname(file.path)}/${specifier}`) : null;
};

const namesOf = (node: SyntaxNode): string[] => {
  const declaration = node['declaration'] as SyntaxNode | null | undefined;
  if (declaration) return declaredBy(declaration);
  const specifiers = (node['specifiers'] as SyntaxNode[] | undefined) ?? [];
  return specifiers.map(({ exported }) => nameOf(exported));
};

/** The names a file exports, in the order of the text. */
export const exportsOf = (file: SourceFile): Export[] =>
  file.body
    .filter(({ type }) => /^Export(Named|Default)Declaration$/u.test(type))
    .flatMap((node) =>
      namesOf(node).map((name) => ({ name, start: node.start, from: sourceOf(file, node) })),
    );
