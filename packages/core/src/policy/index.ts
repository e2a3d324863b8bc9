export type { FieldVerdict, Verdict } from './verdict.ts';
export type { SkipReason, WaitReason, WriteDecision } from './decision.ts';
export type { Failure, FailureClass } from './failure.ts';
export type { Finding } from "./finding.ts";
