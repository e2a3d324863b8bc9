/** The engine: effects over ports, decisions by policy. */
export { quotaReserve } from './check-quota.ts';
export { createEngine } from './create-engine.ts';
export type {
  Activity,
  Answer,
  CompanyInput,
  ConnectInput,
  Engine,
  EngineEvent,
  EngineParts,
  Guarantee,
  InputProblem,
  PersonInput,
  SyncOptions,
  SyncReceipt,
} from './engine.ts';
