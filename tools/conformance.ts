import type { Connector } from '@concord/core/contract';
import {
  renderReport,
  reportConformance,
  type ConformanceOptions,
} from '@concord/testkit/conformance';
import { glob, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** What `test/conformance-options.ts` of every connector exports. */
interface Audited {
  readonly connector: Connector;
  readonly options: ConformanceOptions;
}

const root = fileURLToPath(new URL('..', import.meta.url));

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Audits one connector, rewrites its `CONFORMANCE.md` and answers how many audits failed. */
const auditConnector = async (path: string): Promise<number> => {
  const file = new URL(path, new URL('..', import.meta.url));
  const { connector, options } = (await import(file.href)) as Audited;
  const report = await reportConformance(connector, options);
  await writeFile(new URL('../CONFORMANCE.md', file), renderReport(report));
  const failed = report.results.filter(({ outcome }) => outcome.result === 'fails');
  for (const { audit, subject, outcome } of failed)
    if (outcome.result === 'fails')
      say(`${connector.id} ${subject.name} ${audit.id}: ${outcome.error.message}`);
  say(`${connector.label}: ${report.results.length} results, ${failed.length} failed`);
  return failed.length;
};

let failures = 0;
for await (const path of glob('packages/connector-*/test/conformance-options.ts', { cwd: root }))
  failures += await auditConnector(path);
process.exitCode = failures > 0 ? 1 : 0;
