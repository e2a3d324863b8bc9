import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { variables } from '../src/configuration/variables.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const port = variables.shape.CONCORD_PORT.parse(undefined);

/** Addresses of the API in a page of the docs. */
const addressesIn = async (page: string): Promise<string[]> =>
  (await readFile(`${root}${page}`, 'utf8')).match(/localhost:\d+\/(?:graphql|exports)/gu) ?? [];

describe('the docs', () => {
  it('ask the API at the port that it listens on', async () => {
    const pages = glob(['README.md', 'docs/**/*.md', 'packages/*/README.md'], { cwd: root });
    const found: string[] = [];
    for await (const page of pages) found.push(...(await addressesIn(page)));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((one) => !one.startsWith(`localhost:${port}/`))).toEqual([]);
  });
});
