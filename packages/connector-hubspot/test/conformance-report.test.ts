import { expectConformance, renderReport } from '@concord/testkit/conformance';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { connector, options } from './conformance-options.ts';

it('reports in CONFORMANCE.md what the audits demand', async () => {
  const report = await readFile(new URL('../CONFORMANCE.md', import.meta.url), 'utf8');
  expect(report).toBe(renderReport(await expectConformance(connector, options)));
});
