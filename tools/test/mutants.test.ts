import { audits } from '@concord/testkit/conformance';
import { glob, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);

it('every audit notices a connector that is broken in its way', async () => {
  const caught = new Set<string>();
  for await (const path of glob('packages/connector-*/test/mutants/*-mutants.ts', { cwd: root })) {
    const text = await readFile(new URL(path, root), 'utf8');
    for (const [, id = ''] of text.matchAll(/^ {4}audit: '([A-Z]+-\d+)',$/gmu)) caught.add(id);
  }
  expect(audits.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
});
