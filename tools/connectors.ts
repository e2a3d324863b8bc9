import { hubspot } from '@concord/connector-hubspot';
import { salesforce } from '@concord/connector-salesforce';
import type { Connector } from '@concord/core/contract';

/** Every connector of the repository. */
export const connectors: readonly Connector[] = [salesforce, hubspot];
