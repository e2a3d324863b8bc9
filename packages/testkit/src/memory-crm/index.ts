/** A CRM in memory, for tests and simulations of the engine that need no network. */
export { doneStatus, integrationUser, uniqueKeyField } from './crm-objects.ts';
export type { CrmObjectName } from './crm-objects.ts';
export type { CrmChange, CrmState } from './crm-state.ts';
export type { CrmTraits } from './crm-traits.ts';
export { isWriting } from './crm-calls.ts';
export type { Carry, CrmCall, CrmFate } from './crm-calls.ts';
export { createMemoryCrm, crmObjects } from './memory-crm.ts';
export type { MemoryCrm } from './memory-crm.ts';
