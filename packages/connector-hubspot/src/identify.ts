import type { Context } from '@concord/core/contract';
import { askTokenFacts } from './account.ts';
import type { Ask } from './client.ts';

interface Identity {
  readonly accountId: string;
  readonly userId: string;
}

/** The portal behind the credentials, and our app in it: what the history of a record calls us. */
export const identify =
  (ask: Ask) =>
  async (context: Context): Promise<Identity> => {
    const { accountId, userId } = await askTokenFacts(context, ask);
    return { accountId, userId };
  };
