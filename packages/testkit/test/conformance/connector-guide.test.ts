import { audits } from '@concord/testkit/conformance';
import { glob, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../../', import.meta.url);

const readText = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

const guide = await readText('docs/connector-guide.md');

const blocksOf = (language: string): string[] => {
  const block = new RegExp(String.raw`^\x60{3}${language}\n(.*?)^\x60{3}$`, 'gmsu');
  return [...guide.matchAll(block)].map(([, text = '']) => text.trim());
};

/** Code that compiles and is run by tests: what the guide shows is quoted from it. */
const quoted = [
  'packages/testkit/test/{example,conformance}/*.ts',
  'packages/connector-{salesforce,hubspot}/src/{*,objects/*}.ts',
  'packages/connector-salesforce/test/mutants/*.ts',
];

const isWithin = (text: string, block: string): boolean =>
  text.replaceAll(/\s+/gu, ' ').includes(block.replaceAll(/\s+/gu, ' '));

describe('the connector guide', () => {
  it('quotes code that runs', async () => {
    const texts: string[] = [];
    for await (const path of glob(quoted, { cwd: root })) texts.push(await readText(path));
    const lost = blocksOf('ts').filter((block) => !texts.some((text) => isWithin(text, block)));
    expect(lost).toEqual([]);
    expect(blocksOf('ts').length).toBeGreaterThan(8);
  });

  it('names audits that exist', () => {
    const ids = new Set<string>(audits.map(({ id }) => id));
    const named = [...guide.matchAll(/`([A-Z]{2,4}-\d\d)`/gu)].map(([, id = '']) => id);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('ends each of its ten steps in a command', () => {
    const steps = guide.split(/^### /mu).slice(1);
    expect(steps).toHaveLength(10);
    for (const step of steps) {
      const [body = ''] = step.split(/^## /mu);
      expect(body.trimEnd()).toMatch(/```sh\n[^\n]+\n```$/u);
    }
  });
});
