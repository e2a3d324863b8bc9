import type { Connector } from '@concord/core/contract';
import { createProblem } from '../screen/problem.ts';
import type { Crm } from './crm.ts';
import { hubspot } from './hubspot.ts';
import { salesforce } from './salesforce.ts';

/** Every CRM that this program reaches, in the order of `crmIds`. */
export const crms: readonly Crm[] = [salesforce, hubspot];

/** Their connectors. */
export const connectors: readonly Connector[] = crms.map(({ connector }) => connector);

/** The CRM of that name; a name that is none is answered with those there are. */
export const findCrm = (id: string): Crm => {
  const crm = crms.find(({ connector }) => connector.id === id);
  if (crm !== undefined) return crm;
  const known = connectors.map((connector) => connector.id).join(', ');
  throw createProblem(`there is no connector for ${id}`, `choose among ${known}`);
};
