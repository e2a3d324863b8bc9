import type { ConformanceOptions } from '@concord/testkit/conformance';
import { hubspot } from '../src/index.ts';
import { deviations } from './sandbox/deviations.ts';
import { openSandbox } from './sandbox/hubspot-sandbox.ts';
import { samples } from './sandbox/samples.ts';

/** What is audited. */
export const connector = hubspot;

/** What the audits need. */
export const options: ConformanceOptions<typeof hubspot> = {
  sandbox: openSandbox,
  entry: new URL('../src/index.ts', import.meta.url),
  samples,
  deviations,
};
