import type { ConformanceOptions } from '@concord/testkit/conformance';
import { salesforce } from '../src/index.ts';
import { deviations } from './sandbox/deviations.ts';
import { openSandbox } from './sandbox/salesforce-sandbox.ts';
import { samples } from './sandbox/samples.ts';

/** What is audited. */
export const connector = salesforce;

/** What the audits need. */
export const options: ConformanceOptions<typeof salesforce> = {
  sandbox: openSandbox,
  entry: new URL('../src/index.ts', import.meta.url),
  samples,
  deviations,
};
