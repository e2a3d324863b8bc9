import type { DemoCrm } from './demo-crm.ts';
import { hubspotDemo } from './hubspot-demo.ts';
import { salesforceDemo } from './salesforce-demo.ts';

/** The CRMs that the demo shows beside each other. */
export const demoCrms: readonly DemoCrm[] = [salesforceDemo, hubspotDemo];
