import { lineOf, walk, type Problem, type SourceFile, type SyntaxNode } from './source-file.ts';

const deterministic = /^packages\/(core|connector-[^/]+)\/src\//u;
const policy = /^packages\/core\/src\/policy\//u;

const isDate = (node: SyntaxNode): boolean =>
  (node['callee'] as SyntaxNode | undefined)?.['name'] === 'Date';

/** Linting finds the other clocks: `Date.now`, `performance`, timers. */
const readsClock = (node: SyntaxNode): boolean =>
  (node.type === 'CallExpression' && isDate(node)) ||
  (node.type === 'NewExpression' && isDate(node) && !(node['arguments'] as unknown[]).length);

const waits = (node: SyntaxNode): boolean =>
  node['async'] === true ||
  node.type === 'AwaitExpression' ||
  (node.type === 'Identifier' && node['name'] === 'Promise');

const laws: readonly {
  readonly holdsIn: RegExp;
  readonly isBroken: (node: SyntaxNode) => boolean;
  readonly message: string;
}[] = [
  { holdsIn: deterministic, isBroken: readsClock, message: 'time comes through the Clock port' },
  { holdsIn: policy, isBroken: waits, message: 'policy is pure: values in, values out' },
];

/** What linting cannot see: `new Date()`, waiting in policy. */
export const checkPurity = (file: SourceFile): Problem[] => {
  const inForce = laws.filter(({ holdsIn }) => holdsIn.test(file.path));
  if (inForce.length === 0) return [];
  return [...walk(file.body)].flatMap((node) =>
    inForce
      .filter(({ isBroken }) => isBroken(node))
      .map(({ message }) => ({ path: file.path, line: lineOf(file, node.start), message })),
  );
};
