/** The engine: effects over ports, decisions by policy. */
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
