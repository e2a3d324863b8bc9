import type { PlatformField } from './field.ts';

/** Fields of an opportunity, which the CRM owns (R-OPP-2). */
export const opportunityFields = [
  { key: 'name', label: 'Name', type: 'text' },
  { key: 'stage', label: 'Stage', type: 'text' },
  { key: 'amount', label: 'Amount', type: 'number' },
  { key: 'currency', label: 'Currency', type: 'text' },
  { key: 'closeDate', label: 'Close Date', type: 'date' },
  { key: 'isClosed', label: 'Is Closed', type: 'boolean' },
  { key: 'isWon', label: 'Is Won', type: 'boolean' },
] as const satisfies readonly PlatformField[];
