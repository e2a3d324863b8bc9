/** The engine: effects over ports, decisions by policy. */
export { quotaReserve } from './check-quota.ts';
export { createEngine } from './create-engine.ts';
export type {
  Activity,
  Answer,
  CompanyInput,
  ConnectInput,
  EmailInput,
  Engine,
  EngineEvent,
  EngineParts,
  FieldCreation,
  InputProblem,
  PersonInput,
  SyncOptions,
  SyncReceipt,
  TaskInput,
} from './engine.ts';
export type { Guarantee, Weakness } from '../policy/index.ts';
