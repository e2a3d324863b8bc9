import { isBuiltin } from 'node:module';
import { dirname, normalize } from 'node:path/posix';
import { findRoom, type Room } from './rooms.ts';
import { lineOf, walk, type Problem, type SourceFile, type SyntaxNode } from './source-file.ts';

const valueOf = (node: unknown): string | null => {
  const value = (node as { value?: unknown } | null)?.value;
  return typeof value === 'string' ? value : null;
};

const isImport = ({ type }: SyntaxNode): boolean =>
  type === 'ImportDeclaration' ||
  type === 'ExportNamedDeclaration' ||
  type === 'ExportAllDeclaration' ||
  type === 'ImportExpression' ||
  type === 'TSImportType';

interface Import {
  readonly specifier: string;
  readonly line: number;
}

const importsOf = (file: SourceFile): Import[] =>
  [...walk(file.body)].filter(isImport).flatMap((node) => {
    const specifier = valueOf(node['source'] ?? node['argument']);
    return specifier === null ? [] : [{ specifier, line: lineOf(file, node.start) }];
  });

const targetOf = (file: SourceFile, specifier: string): string =>
  specifier.startsWith('.') ? normalize(`${dirname(file.path)}/${specifier}`) : specifier;

const problemOf = (file: SourceFile, room: Room, specifier: string): string | null => {
  const target = targetOf(file, specifier);
  const other = findRoom(target);
  if (isBuiltin(specifier)) {
    const allowed = room.node === 'any' || room.node.includes(specifier);
    return allowed ? null : `${room.name} may not import ${specifier}`;
  }
  if (!specifier.startsWith('.') && !specifier.startsWith('@concord/')) return null;
  if (other === null) return `${specifier} leads to no room of tools/rooms.ts`;
  if (other.name !== room.name && !room.mayImport.includes(other.name)) {
    return `${room.name} may not import ${other.name}`;
  }
  if (other.house !== room.house && specifier.startsWith('.')) {
    return `import ${other.name} by its package name`;
  }
  return null;
};

/** The layer law: which room imports which, and nothing else of Concord. */
export const checkLayers = (file: SourceFile): Problem[] => {
  const room = findRoom(file.path);
  if (room === null) {
    return [{ path: file.path, message: 'stands in no room of tools/rooms.ts: name one' }];
  }
  return importsOf(file).flatMap(({ specifier, line }) => {
    const message = problemOf(file, room, specifier);
    return message === null ? [] : [{ path: file.path, line, message }];
  });
};
