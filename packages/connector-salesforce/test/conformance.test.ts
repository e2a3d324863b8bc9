import { conformance } from '@concord/testkit/conformance';
import { describe, it } from 'vitest';
import { salesforce } from '../src/index.ts';
import { deviations } from './sandbox/deviations.ts';
import { entry } from './sandbox/entry.ts';
import { openSandbox } from './sandbox/salesforce-sandbox.ts';
import { samples } from './sandbox/samples.ts';

await conformance(salesforce, {
  sandbox: openSandbox,
  entry,
  samples,
  deviations,
  runner: { describe, it },
});
