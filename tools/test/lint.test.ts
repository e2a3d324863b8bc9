import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const house = mkdtempSync(join(tmpdir(), 'concord-lint-'));

/** One statement each, that linting must refuse where time, chance and requests are ports. */
const impure = [
  'setTimeout(() => 1, 1);',
  'setInterval(() => 1, 1);',
  'setImmediate(() => 1);',
  'export const a = performance.now();',
  'export const a = Date.now();',
  'export const a = AbortSignal.timeout(1);',
  'export const a = Math.random();',
  'export const a = crypto.randomUUID();',
  'export const a = process.env;',
  "export const a = fetch('https://example.com');",
  "export const a = globalThis['fetch'];",
];

/** A parameter of the same name is not the global. */
const pure = `export const read = async (fetch: () => Promise<number>): Promise<number> => fetch();
export const at = (ms: number): Date => new Date(ms);
`;

const environment = 'export const a = process.env;';

const fixtures = new Map<string, string>([
  ...impure.flatMap((text, index): [string, string][] => [
    [`packages/core/src/engine/impure-${index}.ts`, text],
    [`packages/connector-acme/src/impure-${index}.ts`, text],
  ]),
  ['packages/core/src/policy/pure.ts', pure],
  ['packages/graphql-gateway/src/environment.ts', environment],
  ['packages/store-postgres/src/environment.ts', environment],
  ['packages/testkit/src/environment.ts', "export { env } from 'node:process';"],
  ['apps/runner/src/environment.ts', environment],
]);

const lint = (): Set<string> => {
  try {
    execFileSync(join(root, 'node_modules/.bin/oxlint'), ['--format=unix'], { cwd: house });
    return new Set();
  } catch (failure) {
    const { stdout } = failure as { stdout: Buffer };
    return new Set(
      stdout
        .toString()
        .split('\n')
        .filter((line) => line.includes('no-restricted-'))
        .map((line) => line.replace(/:\d+:\d+: .*/u, '')),
    );
  }
};

describe('.oxlintrc.json', () => {
  let refused = new Set<string>();

  beforeAll(() => {
    cpSync(join(root, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
    for (const [path, text] of fixtures) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), text);
    }
    refused = lint();
    // It starts a program, for which a busy machine takes its time.
  }, 60_000);

  afterAll(() => rmSync(house, { recursive: true }));

  it.each(impure.map((text, index) => [text, index] as const))(
    'refuses in core and connectors: %s',
    (_text, index) => {
      expect(refused).toContain(`packages/core/src/engine/impure-${index}.ts`);
      expect(refused).toContain(`packages/connector-acme/src/impure-${index}.ts`);
    },
  );

  it('allows what came as an argument', () => {
    expect(refused).not.toContain('packages/core/src/policy/pure.ts');
  });

  it('lets only apps read the environment', () => {
    expect(refused).toContain('packages/graphql-gateway/src/environment.ts');
    expect(refused).toContain('packages/store-postgres/src/environment.ts');
    expect(refused).toContain('packages/testkit/src/environment.ts');
    expect(refused).not.toContain('apps/runner/src/environment.ts');
  });
});
