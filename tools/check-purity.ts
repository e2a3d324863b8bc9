import { lineOf, walk, type Problem, type SourceFile, type SyntaxNode } from './source-file.ts';

const deterministic = /^packages\/(core|connector-[^/]+)\/src\//u;
const policy = /^packages\/core\/src\/policy\//u;
const nameless = /^packages\/(core|graphql-gateway)\/src\//u;
/** A name in code, not in a sentence that explains something to people. */
const crmNames = /^\w*(salesforce|hubspot)\w*$/iu;

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

const namesCrm = (node: SyntaxNode): boolean =>
  [node['name'], node.type === 'Literal' ? node['value'] : null].some(
    (text) => typeof text === 'string' && crmNames.test(text),
  );

const laws: readonly {
  readonly holdsIn: RegExp;
  readonly isBroken: (node: SyntaxNode) => boolean;
  readonly message: string;
}[] = [
  { holdsIn: deterministic, isBroken: readsClock, message: 'time comes through the Clock port' },
  { holdsIn: policy, isBroken: waits, message: 'policy is pure: values in, values out' },
  { holdsIn: nameless, isBroken: namesCrm, message: "only connectors and apps know a CRM's name" },
];

/** What linting cannot see: `new Date()`, waiting in policy, a CRM's name outside connectors. */
export const checkPurity = (file: SourceFile): Problem[] => {
  const inForce = laws.filter(({ holdsIn }) => holdsIn.test(file.path));
  if (inForce.length === 0) return [];
  return [...walk(file.body)].flatMap((node) =>
    inForce
      .filter(({ isBroken }) => isBroken(node))
      .map(({ message }) => ({ path: file.path, line: lineOf(file, node.start), message })),
  );
};
