import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { generate } from '../generate.ts';

it('has operations that are generated from the schema as it is', async () => {
  const kept = await readFile(new URL('../src/operations.generated.ts', import.meta.url), 'utf8');
  expect(kept).toBe(await generate());
});
