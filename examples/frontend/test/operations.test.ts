import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { generate, listOperations } from '../generate.ts';

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');

it('has operations that are generated from the schema as it is', async () => {
  expect(await read('../src/operations.generated.ts')).toBe(await generate());
});

it('lists its operations for a gateway that answers no others', async () => {
  expect(await read('../src/operations.listed.json')).toBe(await listOperations());
});
