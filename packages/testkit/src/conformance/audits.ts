import { accountAudits } from './audits/account-audits.ts';
import { activityAudits } from './audits/activity-audits.ts';
import { associationAudits } from './audits/association-audits.ts';
import { binAudits } from './audits/bin-audits.ts';
import { changeReadAudits } from './audits/change-read-audits.ts';
import { contractAudits } from './audits/contract-audits.ts';
import { createAudits } from './audits/create-audits.ts';
import { errorAudits } from './audits/error-audits.ts';
import { describeAudits } from './audits/describe-audits.ts';
import { fullReadAudits } from './audits/full-read-audits.ts';
import { grantAudits } from './audits/grant-audits.ts';
import { matchAudits } from './audits/match-audits.ts';
import { pastAudits } from './audits/past-audits.ts';
import { refusalAudits } from './audits/refusal-audits.ts';
import { removalAudits } from './audits/removal-audits.ts';
import { sessionAudits } from './audits/session-audits.ts';
import { tieAudits } from './audits/tie-audits.ts';
import { undoAudits } from './audits/undo-audits.ts';
import { updateAudits } from './audits/update-audits.ts';

/** Every audit, in the order in which a report lists them. */
export const audits = [
  ...contractAudits,
  ...describeAudits,
  ...fullReadAudits,
  ...changeReadAudits,
  ...removalAudits,
  ...binAudits,
  ...associationAudits,
  ...matchAudits,
  ...tieAudits,
  ...createAudits,
  ...updateAudits,
  ...pastAudits,
  ...undoAudits,
  ...activityAudits,
  ...refusalAudits,
  ...errorAudits,
  ...sessionAudits,
  ...grantAudits,
  ...accountAudits,
] as const;

/** The stable id of an audit. */
export type AuditId = (typeof audits)[number]['id'];
