export {
  createHubSpotSimulator,
  createSimulatedPortal,
  type HubSpotSimulator,
  type SimulatedPortal,
  type SimulatorOptions,
} from './create-simulator.ts';
export type { AssociationOrder, DirectAccess, Doer, RecordRef } from './direct-access.ts';
export type { OwnerInput } from './portal/owners.ts';
export { Refusal, type RefusalBody } from './portal/refusal.ts';
export type { RulesInput } from './portal/rules.ts';
export type { QuotaInput } from './rest/quota.ts';
export type { SeedReport } from './seed/seed-portal.ts';
