import type { Connector } from '@concord/core/contract';
import type { Audit, Subject } from './audit.ts';
import { partsOf } from './parts-of.ts';
import type { Sandbox } from './sandbox.ts';

/** Opens a fresh account; credentials are renewed by the connector that is audited. */
export type OpenSandbox = (connector: Connector) => Promise<Sandbox>;

const deadlineMs = 30_000;

const withDeadline = async (work: Promise<void>): Promise<void> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('the audit did not end')), deadlineMs);
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

/** Runs an audit on a fresh sandbox; `null` when it passes, else what was found instead. */
export const runAudit = async (
  audit: Audit,
  subject: Subject,
  open: OpenSandbox,
): Promise<Error | null> => {
  const sandbox = await open(subject.connector);
  try {
    await withDeadline(audit.run({ ...subject, ...partsOf(subject, sandbox), sandbox }));
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await sandbox.close();
  }
};
