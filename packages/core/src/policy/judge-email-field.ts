import type { RemoteRecord } from '../contract/index.ts';
import { isEventField } from './email-events.ts';
import { judgeField } from './judge-field.ts';
import type { Proposal } from './propose-values.ts';
import type { Verdict } from './verdict.ts';

/** Verdicts that differ from what the CRM holds. */
const news: ReadonlySet<Verdict> = new Set(['fill', 'default', 'managed', 'kept']);

/**
 * Why a field of an email that we recorded changes: only what happened to the email since reaches
 * it, and only in fields that the customer made for us (R-EMAIL-2, R-TIME-4).
 */
export const judgeEmailField = (proposal: Proposal, current: RemoteRecord): Verdict => {
  const verdict = judgeField(proposal, { current, closed: new Map(), reserved: new Set() });
  if (!news.has(verdict)) return verdict;
  const { source, platformField, field } = proposal;
  const isEvent = source === 'platform' && isEventField(platformField);
  return isEvent && field?.custom === true ? 'managed' : 'kept';
};
