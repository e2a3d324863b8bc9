/** A CRM in memory, for tests and simulations of the engine that need no network. */
export { integrationUser, uniqueKeyField } from './crm-objects.ts';
export type { CrmChange, CrmState } from './crm-state.ts';
export { createMemoryCrm } from './memory-crm.ts';
export type { CrmCall, CrmFate, MemoryCrm } from './memory-crm.ts';
