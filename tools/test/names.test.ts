import { describe, expect, it } from 'vitest';
import { checkNames } from '../check-names.ts';

const connectors = ['acme', 'other'].map((name) => ({
  path: `packages/connector-${name}/src/index.ts`,
  text: `/** ${name} */`,
}));

const check = (path: string, text: string) => checkNames([...connectors, { path, text }]);

const engine = 'packages/core/src/engine/a.ts';

describe('checkNames', () => {
  it.each([
    engine,
    'packages/graphql-gateway/src/a.ts',
    'packages/graphql-gateway/src/schema/a.ts',
    'apps/runner/src/main.ts',
    'apps/runner/src/demo/registry/a.ts',
  ])("finds a CRM's name in %s", (path) => {
    expect(check(path, '// One.\n// As in Acme.')).toMatchObject([{ path, line: 2 }]);
  });

  it.each([
    "const crm = 'other';",
    'const isACME = true;',
    "import { acme } from '@concord/connector-acme';",
    "import { Connection } from 'jsforce/lib/connection.js';",
    '/** As Acme does. */',
  ])('finds it in %s', (text) => {
    expect(check(engine, text)).not.toEqual([]);
  });

  it.each([
    'apps/runner/src/registry/registry.ts',
    'packages/connector-acme/src/a.ts',
    'packages/core/test/a.test.ts',
    'bench/main.ts',
  ])('lets %s name them', (path) => {
    expect(check(path, '// As in Acme.')).toEqual([]);
  });

  it('lets words be that are no names', () => {
    expect(check(engine, '// One connector after the next.')).toEqual([]);
  });
});
