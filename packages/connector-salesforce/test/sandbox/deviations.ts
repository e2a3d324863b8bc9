import type { Deviations } from '@concord/testkit/conformance';
import type { salesforce } from '../../src/index.ts';

/** Audits that Salesforce or this connector is known to fail, each with its reason. */
export const deviations: Deviations<typeof salesforce> = {};
