/** The suite that every connector passes, and what its author hands over. */
export { conformance, type Runner } from './conformance.ts';
export { expectConformance, reportConformance, type ConformanceReport } from './report.ts';
export { renderReport } from './render-report.ts';
export { runAudit, type OpenSandbox } from './run-audit.ts';
export {
  selectCases,
  type Case,
  type ConformanceOptions,
  type Deviations,
} from './select-cases.ts';
export { audits, type AuditId } from './audits.ts';
export type { Audit, Subject } from './audit.ts';
export { createSandboxLine, type SandboxLine, type SandboxLineParts } from './sandbox-line.ts';
export type { HappeningKind, Sample, SampleKey, Samples } from './sample.ts';
export type {
  Actor,
  Fault,
  FaultKind,
  HistoryEntry,
  OpenTransaction,
  Refusal,
  Sandbox,
  WireCall,
} from './sandbox.ts';
