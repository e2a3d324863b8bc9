import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vitest/node';

/** A node of the syntax tree, as far as the checks look into it. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

/** A file of the repository, by its path from the root with forward slashes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** A TypeScript file with its statements. */
export interface SourceFile extends TextFile {
  readonly body: readonly SyntaxNode[];
}

/** What is wrong, where, and what to do about it. */
export interface Problem {
  readonly path: string;
  /** Counted from 1; absent when the whole file is meant. */
  readonly line?: number;
  readonly message: string;
}

/** Every text file that git tracks or would add, oldest name first; deleted files are left out. */
export const readTextFiles = (root: string): TextFile[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'));

/** Parses TypeScript; throws with the file's path where the syntax is wrong. */
export const parseSource = ({ path, text }: TextFile): SourceFile => {
  try {
    const program = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' });
    return { path, text, body: program.body as unknown as readonly SyntaxNode[] };
  } catch (cause) {
    throw new Error(`${path} does not parse`, { cause });
  }
};

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

/** Every node below and including `roots`, parents before children, in the order of the text. */
export function* walk(roots: readonly unknown[]): Generator<SyntaxNode> {
  for (const root of roots) {
    if (!isNode(root)) continue;
    yield root;
    yield* walk(Object.values(root).flat());
  }
}

/** The line of a place in a file, counted from 1. */
export const lineOf = (file: TextFile, offset: number): number =>
  file.text.slice(0, offset).split('\n').length;
