import {
  createSyncError,
  isSyncError,
  type Context,
  type Create,
  type SyncErrorDetails,
  type Write,
  type WriteResult,
} from '@concord/core/contract';
import { changeWrite, type Mutant } from './mutant.ts';

type CreateCall = Create['call'];

/** Changes how records are created. */
export const changeCreate = (
  change: (call: CreateCall, write: Write) => CreateCall,
): Mutant['mutate'] =>
  changeWrite((write) => ({
    create: { ...write.create, call: change(write.create.call, write) },
  }));

/** Changes the errors of creates, thrown or answered. */
export const changeErrors = (
  change: (details: SyncErrorDetails) => SyncErrorDetails,
): Mutant['mutate'] =>
  changeWrite((write) => {
    const changed = (error: unknown): unknown =>
      isSyncError(error) ? createSyncError(error.message, change({ ...error })) : error;
    const settle = async (work: Promise<WriteResult[]>): Promise<WriteResult[]> => {
      const results = await work.catch((error: unknown) => Promise.reject(changed(error) as Error));
      return results.map((result) =>
        result.ok ? result : { ok: false, error: changed(result.error) as typeof result.error },
      );
    };
    const { create, update } = write;
    return {
      create: { ...create, call: (context, drafts) => settle(create.call(context, drafts)) },
      ...(update && {
        update: { ...update, call: (context, changes) => settle(update.call(context, changes)) },
      }),
    };
  });

/** Sends a refused mutation once more, as vendors' clients do. */
export const sendAgain =
  (status: (code: number) => boolean) =>
  (context: Context): Context => ({
    ...context,
    fetch: async (path, init) => {
      const response = await context.fetch(path, init);
      return status(response.status) ? context.fetch(path, init) : response;
    },
  });
