import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { describeVariables } from '../src/configuration/describe-variables.ts';

const cellsOf = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => /^\| `(?:CONCORD_|DATABASE_)/u.test(line))
    .map((line) => line.replaceAll(/\s+/gu, ' '));

describe('describeVariables', () => {
  it("is the table of the operators' page", async () => {
    const page = await readFile(new URL('../../../docs/operating.md', import.meta.url), 'utf8');
    expect(cellsOf(page)).toEqual(cellsOf(describeVariables()));
  });
});
