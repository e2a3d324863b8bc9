import type { Connector, Read } from '@concord/core/contract';
import type { Audit, Parts, Subject } from './audit.ts';
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

/**
 * An object without a past is read from a cursor that was taken before anything happened: then
 * every record that an audit seeds is to be read, as one of any other object.
 */
const readFromNow = async (
  { sample }: Subject,
  sandbox: Sandbox,
  read: Read | undefined,
): Promise<Pick<Partial<Parts>, 'read'>> => {
  if (read === undefined || sample.history === 'all') return {};
  const { cursor } = await read.page(sandbox.context(), { fields: [], after: null });
  return {
    read: {
      ...read,
      page: (context, request) =>
        read.page(context, { ...request, after: request.after ?? cursor }),
    },
  };
};

/** Runs an audit on a fresh sandbox; `null` when it passes, else what was found instead. */
export const runAudit = async (
  audit: Audit,
  subject: Subject,
  open: OpenSandbox,
): Promise<Error | null> => {
  const sandbox = await open(subject.connector);
  try {
    const parts = partsOf(subject, sandbox);
    const begun = await readFromNow(subject, sandbox, parts.read);
    await withDeadline(audit.run({ ...subject, ...parts, ...begun, sandbox }));
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await sandbox.close();
  }
};
