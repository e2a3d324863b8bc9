import type { Context } from '@concord/core/contract';
import { z } from 'zod';
import { askServerTime } from './ask-server-time.ts';
import { send } from './client.ts';
import { parseAnswer } from './parse-answer.ts';
import { toRecordId } from './record-id.ts';

const userInfo = z.object({ organization_id: z.string(), user_id: z.string() });

interface Identity {
  readonly accountId: string;
  readonly userId: string;
}

/** The organisation and the user behind the credentials, by their 18-character ids. */
export const identify = async (context: Context): Promise<Identity> => {
  // Salesforce: a stale token is answered with 403 there, and only with 401 by the data API.
  await askServerTime(context);
  return askIdentity(context);
};

/** The same, where the data API was asked just before. */
export const askIdentity = async (context: Context): Promise<Identity> => {
  const path = '/services/oauth2/userinfo';
  const request = { method: 'GET', path, doing: 'identify the account', writes: false } as const;
  const { body } = await send(context, request);
  const { organization_id, user_id } = parseAnswer(userInfo, body, request);
  return { accountId: toRecordId(organization_id), userId: toRecordId(user_id) };
};
