import { createSyncError, isSyncError } from '@concord/core/contract';
import { changeCreate, changeErrors, sendAgain } from './change-writes.ts';
import { changeContext, changeRenew, renewTelling, type Mutant } from './mutant.ts';

/** Failures that are hidden, mistaken or told too freely. */
export const failureMutants: readonly Mutant[] = [
  {
    audit: 'WRT-16',
    fault: 'does not say which field was refused',
    object: 'Contact',
    mutate: changeErrors((details) => {
      const { code, retry, effect, remote } = details;
      return { code, retry, effect, ...(remote && { remote }) };
    }),
  },
  {
    audit: 'WRT-17',
    fault: 'takes a lock for a refused value',
    object: 'Contact',
    mutate: changeErrors((details) =>
      details.code === 'conflict' ? { ...details, code: 'invalid', retry: 'never' } : details,
    ),
  },
  {
    audit: 'ERR-01',
    fault: 'calls every failure unexpected',
    object: 'Contact',
    mutate: changeErrors((details) => ({ ...details, code: 'unexpected' })),
  },
  {
    audit: 'ERR-02',
    fault: 'quotes the draft in its message',
    object: 'Contact',
    mutate: changeCreate((call) => async (context, drafts) => {
      try {
        return await call(context, drafts);
      } catch (error) {
        if (!isSyncError(error)) throw error;
        throw createSyncError(`create ${JSON.stringify(drafts)}: ${error.message}`, { ...error });
      }
    }),
  },
  {
    audit: 'AUTH-01',
    fault: 'forgets the refresh token that replaced the old one',
    object: 'Contact',
    mutate: changeRenew((renew) => async (fetch, grant) => ({
      ...(await renew(fetch, grant)),
      refreshToken: null,
    })),
  },
  {
    audit: 'AUTH-03',
    fault: 'hopes that a revoked credential comes back',
    object: 'Contact',
    mutate: renewTelling({ code: 'unavailable', retry: 'later' }),
  },
  {
    audit: 'LIM-01',
    fault: 'asks again when told to slow down',
    object: 'Contact',
    mutate: changeContext(sendAgain((status) => status === 403)),
  },
  {
    audit: 'CAN-01',
    fault: 'swallows an abort',
    object: 'Contact',
    mutate: changeCreate((call) => async (context, drafts) => {
      try {
        return await call(context, drafts);
      } catch (error) {
        if (isSyncError(error) && error.code === 'cancelled') return [];
        throw error;
      }
    }),
  },
  {
    audit: 'CAN-01',
    fault: 'takes a cancelled write for one without effect',
    object: 'Contact',
    mutate: changeErrors((details) =>
      details.code === 'cancelled' ? { ...details, effect: 'none' } : details,
    ),
  },
];
