import { describe, expect, it } from 'vitest';
import { checkLayers } from '../check-layers.ts';
import { sourceAt } from './fixture.ts';

const core = 'packages/core/src';
const crm = 'packages/connector-acme';

const messages = (path: string, text: string): string[] =>
  checkLayers(sourceAt(path, text)).map(({ message }) => message);

const imports = (specifier: string): string => `import { thing } from '${specifier}';\nthing();`;

describe('checkLayers', () => {
  it.each([
    [`${core}/contract/a.ts`, '../platform/index.ts', 'contract may not import platform'],
    [`${core}/platform/a.ts`, '../policy/index.ts', 'platform may not import policy'],
    [`${core}/policy/a.ts`, '../ports/index.ts', 'policy may not import ports'],
    [`${core}/policy/deep/a.ts`, '../../engine/b.ts', 'policy may not import engine'],
    [`${core}/ports/a.ts`, '../engine/index.ts', 'ports may not import engine'],
    [`${core}/engine/a.ts`, '../transport/index.ts', 'engine may not import transport'],
    [`${core}/engine/a.ts`, '../memory-store/index.ts', 'engine may not import memory-store'],
    [`${core}/memory-store/a.ts`, '../engine/index.ts', 'memory-store may not import engine'],
    [`${core}/engine/a.ts`, '@concord/testkit', 'engine may not import testkit'],
    [`${core}/engine/a.ts`, '@concord/connector-acme', 'engine may not import connector'],
    [`${core}/engine/a.ts`, '../../test/a.ts', 'engine may not import core tests'],
    [`${crm}/src/a.ts`, '@concord/core/policy', 'connector may not import policy'],
    [`${crm}/src/a.ts`, '@concord/core/transport', 'connector may not import transport'],
    [`${crm}/src/a.ts`, '@concord/testkit', 'connector may not import testkit'],
    [`${crm}/src/a.ts`, '../simulator/index.ts', 'connector may not import simulator'],
    [`${crm}/simulator/a.ts`, '../src/limits.ts', 'simulator may not import connector'],
    [`${crm}/simulator/a.ts`, '@concord/core/engine', 'simulator may not import engine'],
    [`${crm}/test/a.test.ts`, '@concord/core/engine', 'connector tests may not import engine'],
    [
      'packages/graphql-gateway/src/a.ts',
      '@concord/store-postgres',
      'gateway may not import store-postgres',
    ],
    [
      'packages/graphql-gateway/src/a.ts',
      '@concord/connector-acme',
      'gateway may not import connector',
    ],
    [
      'packages/store-postgres/src/a.ts',
      '@concord/core/engine',
      'store-postgres may not import engine',
    ],
    ['apps/runner/src/a.ts', '../../../tools/check.ts', 'runner may not import workshop'],
    [
      'apps/runner/src/a.ts',
      '../../../packages/core/src/engine/a.ts',
      'import engine by its package name',
    ],
    [`${core}/engine/a.ts`, 'node:timers/promises', 'engine may not import node:timers/promises'],
    [`${core}/policy/a.ts`, 'node:crypto', 'policy may not import node:crypto'],
    [`${core}/policy/a.ts`, 'crypto', 'policy may not import crypto'],
    [`${crm}/src/a.ts`, 'node:process', 'connector may not import node:process'],
    [
      `${core}/engine/a.ts`,
      '@concord/core/nowhere',
      '@concord/core/nowhere leads to no room of tools/rooms.ts',
    ],
  ])('refuses, in %s, %s', (path, specifier, message) => {
    expect(messages(path, imports(specifier))).toEqual([message]);
  });

  it.each([
    [`${core}/engine/a.ts`, '../policy/index.ts'],
    [`${core}/engine/a.ts`, './b.ts'],
    [`${core}/transport/a.ts`, '../ports/index.ts'],
    [`${core}/policy/a.ts`, 'tldts'],
    [`${crm}/src/a.ts`, '@concord/core/contract'],
    [`${crm}/test/a.test.ts`, '@concord/core/transport'],
    [`${crm}/simulator/a.ts`, '@concord/testkit/simulator'],
    ['packages/graphql-gateway/src/a.ts', '@concord/core/engine'],
    ['apps/runner/src/a.ts', '@concord/connector-acme/simulator'],
  ])('lets %s import %s', (path, specifier) => {
    expect(messages(path, imports(specifier))).toEqual([]);
  });

  it.each([
    `import type { Thing } from '../engine/index.ts'; export type Mine = Thing;`,
    `import '../engine/index.ts';`,
    `export * from '../engine/index.ts';`,
    `export { thing } from '../engine/index.ts';`,
    `export const load = () => import('../engine/index.ts');`,
    `export type Mine = import('../engine/index.ts').Thing;`,
  ])('sees %s', (text) => {
    expect(messages(`${core}/policy/a.ts`, text)).toEqual(['policy may not import engine']);
  });

  it('is not misled by comments and texts', () => {
    const text = `// import '../engine/index.ts'\nexport const words = "import '../engine/a.ts'";`;
    expect(messages(`${core}/policy/a.ts`, text)).toEqual([]);
  });

  it('names a file that stands in no room', () => {
    expect(messages('packages/attic/src/a.ts', '')).toEqual([
      'stands in no room of tools/rooms.ts: name one',
    ]);
  });
});
