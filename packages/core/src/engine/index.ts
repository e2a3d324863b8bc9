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
export type { PlanQuery } from './plan-ahead.ts';
export type {
  Basis,
  ExplainedCandidate,
  ExplainedValue,
  Explanation,
  ObjectReason,
  PlannedPage,
  PlannedWrite,
} from './explanation.ts';
export { undoMax } from './outcomes-to-undo.ts';
export type { NotUndone, UndoInput, UndoReceipt } from './undo.ts';
export type { Guarantee, Weakness } from '../policy/index.ts';
