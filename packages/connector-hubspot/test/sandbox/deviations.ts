import type { Deviations } from '@concord/testkit/conformance';
import type { hubspot } from '../../src/index.ts';

const allOwners = 'HubSpot does not tell which owners changed: each read brings all of them.';

/** Audits that HubSpot or this connector is known to fail, each with its reason. */
export const deviations: Deviations<typeof hubspot> = {
  owners: {
    'INC-01': allOwners,
    'INC-02': allOwners,
  },
};
