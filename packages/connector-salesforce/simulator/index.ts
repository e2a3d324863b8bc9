export {
  createSalesforceSimulator,
  createSimulatedOrg,
  type SalesforceSimulator,
  type SimulatedOrg,
  type SimulatorOptions,
} from './create-simulator.ts';
export type { DirectAccess, Doer, RecordRef } from './direct-access.ts';
export type { ConvertOrder } from './org/conversion-targets.ts';
export type { Conversion } from './org/convert-lead.ts';
export type { LongTransaction } from './org/long-transactions.ts';
export { Refusal, type RecordError } from './org/record-error.ts';
export type { RulesInput } from './org/rules.ts';
export type { SchemaFile } from './schema/schema-file.ts';
export type { SeedReport } from './seed/seed-org.ts';
