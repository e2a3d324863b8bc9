import { runAudit, type OpenSandbox } from './run-audit.ts';
import type { Case } from './select-cases.ts';

/** How a case ended: a known deviation that passes is no less wrong than a failure. */
export type CaseResult =
  | { readonly result: 'passes' }
  | { readonly result: 'deviates'; readonly reason: string }
  | { readonly result: 'fails'; readonly error: Error };

/** Runs one audit of one object on a fresh sandbox. */
export const runCase = async (one: Case, open: OpenSandbox): Promise<CaseResult> => {
  const error = await runAudit(one.audit, one.subject, open);
  if (one.deviation === null) return error ? { result: 'fails', error } : { result: 'passes' };
  if (error) return { result: 'deviates', reason: one.deviation };
  const text = `${one.subject.name} passes ${one.audit.id}: remove the deviation`;
  return { result: 'fails', error: new Error(text) };
};
