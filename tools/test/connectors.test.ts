import { describe, expect, it } from 'vitest';
import { checkConnectors, connectorFiles, readmeHeadings, wirePlans } from '../check-connectors.ts';
import { sourceAt } from './fixture.ts';

const readme = readmeHeadings.map((heading) => `## ${heading}\n`).join('\n');

const connector = (name: string, changes: Record<string, string | null> = {}) => {
  const files: Record<string, string | null> = {
    ...Object.fromEntries(connectorFiles.map((file) => [file, ''])),
    'package.json': '{}',
    'README.md': readme,
    'src/errors.ts': `export const ${name}Errors = 1;`,
    [`src/${name}.ts`]: '',
    ...Object.fromEntries(wirePlans.map((plan) => [`test/wire/${plan}.json`, '{}'])),
    ...changes,
  };
  return Object.entries(files).flatMap(([file, text]) =>
    text === null ? [] : [{ path: `packages/connector-${name}/${file}`, text }],
  );
};

const problems = (...connectors: ReturnType<typeof connector>[]): string[] => {
  const texts = connectors.flat();
  const sources = texts
    .filter(({ path }) => path.endsWith('.ts'))
    .map(({ path, text }) => sourceAt(path, text));
  return checkConnectors(texts, sources).map(({ path }) => path);
};

describe('checkConnectors', () => {
  it('accepts connectors that are alike', () => {
    expect(problems(connector('acme'), connector('zenith'))).toEqual([]);
  });

  it('names a file that is missing', () => {
    expect(problems(connector('acme', { 'src/limits.ts': null }))).toEqual([
      'packages/connector-acme/src/limits.ts',
    ]);
  });

  it('names a README with other headings', () => {
    expect(problems(connector('acme', { 'README.md': '## Intro\n' }))).toEqual([
      'packages/connector-acme/README.md',
    ]);
  });

  it('names a file with other exports', () => {
    const other = connector('zenith', { 'src/errors.ts': 'export const classify = 1;' });
    expect(problems(connector('acme'), other)).toEqual(['packages/connector-zenith/src/errors.ts']);
  });

  it('takes a package that only simulates a CRM for no connector yet', () => {
    const simulator = ['package.json', 'simulator/index.ts', 'README.md'].map((file) => ({
      path: `packages/connector-zenith/${file}`,
      text: '',
    }));
    expect(problems(connector('acme'), simulator)).toEqual([]);
  });

  it('asks every connector for the same wire plans, and lets it keep more', () => {
    const acme = connector('acme', { 'test/wire/update.json': null });
    const zenith = connector('zenith', { 'test/wire/lists.json': '{}' });
    expect(problems(acme, zenith)).toEqual(['packages/connector-acme/test/wire/update.json']);
  });
});
