/** Decisions: what a record is found by, what is read, written, retried, and why. Pure. */
export { holdsDraft } from './holds-draft.ts';
export type { FieldVerdict, Verdict } from './verdict.ts';
export type {
  ActivityDecision,
  SkipReason,
  UndoDecision,
  WaitReason,
  WriteDecision,
} from './decision.ts';
export type { Failure, FailureClass } from './failure.ts';
export type { Finding } from './finding.ts';
export { normaliseEmail } from './normalise-email.ts';
export { normaliseDomain } from './normalise-domain.ts';
export { matchKeysOf } from './match-keys-of.ts';
export type { TieBreak, TieCandidate } from './break-tie.ts';
export { breakTie } from './break-tie.ts';
export { isEmpty } from './is-empty.ts';
export { isLive } from './is-live.ts';
export { valueAt } from './value-at.ts';
export type { ConversionProblem, Converted } from './converted.ts';
export { toCrmValue } from './to-crm-value.ts';
export { toPlatformValue } from './to-platform-value.ts';
export { sameValue } from './same-value.ts';
export type { ManagedFacts } from './managed-values.ts';
export { managedValues } from './managed-values.ts';
export type { WriteFacts } from './write-facts.ts';
export { planWrite } from './plan-write.ts';
export type { ExplainedField, ExplainFacts } from './explain-fields.ts';
export { explainFields } from './explain-fields.ts';
export type { DoneWrite, UndoFacts } from './plan-undo.ts';
export { planUndo } from './plan-undo.ts';
export type { LostEditFacts } from './lost-edits.ts';
export { lostEdits } from './lost-edits.ts';
export type { AsPlannedFacts } from './is-as-planned.ts';
export { isAsPlanned } from './is-as-planned.ts';
export { markRestored, withoutRestored } from './restored.ts';
export { companyTextOf } from './company-text.ts';
export type { EmailFacts } from './judge-email.ts';
export { judgeEmail } from './judge-email.ts';
export type { TaskFacts, TaskJudgement } from './judge-task.ts';
export { judgeTask } from './judge-task.ts';
export { emailContent } from './email-content.ts';
export { taskContent } from './task-content.ts';
export type { ActivityFacts } from './plan-activity.ts';
export { planActivity } from './plan-activity.ts';
export type { ActivityObjectFacts } from './choose-activity-object.ts';
export { chooseActivityObject } from './choose-activity-object.ts';
export { noPlan } from './page-facts.ts';
export type { PageFacts, PagePlan } from './page-facts.ts';
export { planRead } from './plan-read.ts';
export type { PlannedPage } from './planned-page.ts';
export type { PageTouch } from './page-touch.ts';
export { isStale, touchOf } from './page-touch.ts';
export { splitPage } from './split-page.ts';
export { mergePages } from './merge-pages.ts';
export type { CompanyText } from './lead-companies.ts';
export { companyDomains } from './lead-companies.ts';
export type { TaskPageFacts } from './plan-tasks-read.ts';
export { planTasksRead } from './plan-tasks-read.ts';
export type { OpportunityFacts } from './plan-opportunities.ts';
export { planOpportunities } from './plan-opportunities.ts';
export type { RelationFacts } from './plan-relations.ts';
export { planRelations } from './plan-relations.ts';
export type { PrepareFacts } from './prepare-mappings.ts';
export { prepareMappings } from './prepare-mappings.ts';
export type { MappingFacts } from './check-mappings.ts';
export { checkMappings } from './check-mappings.ts';
export { toFailure } from './to-failure.ts';
export type { Retry, RetryFacts } from './plan-retry.ts';
export { countAttempt, planRetry, slowDownMs } from './plan-retry.ts';
export type { DailyKind } from './daily-work.ts';
export { dailyStamps, dailyWork } from './daily-work.ts';
export type { Due, Schedule, ScheduleFacts } from './plan-schedule.ts';
export { planSchedule } from './plan-schedule.ts';
export type { Guarantee, GuaranteeFacts } from './guarantee-of.ts';
export type { Weakness, WeaknessReason } from './weakness.ts';
export { guaranteeOf } from './guarantee-of.ts';
export { capabilitiesOf } from './capabilities-of.ts';
