import type { Context } from '@concord/core/contract';
import { Connection } from 'jsforce/lib/connection.js';
import type { Answer, Request } from './request.ts';
import { apiVersion } from './limits.ts';
import { Wire } from './wire.ts';

const key = Symbol('salesforce client');

/** Only the path of a request matters: `Context.fetch` knows the account's origin. */
const origin = 'https://account.invalid';

const clientOf = (context: Context): Connection =>
  context.memo(
    key,
    () => new Connection({ instanceUrl: origin, version: apiVersion, logLevel: 'NONE' }),
  );

/** Sends one request through jsforce; anything but a success in strict JSON throws a `SyncError`. */
export const send = async (context: Context, request: Request): Promise<Answer> => {
  const { body } = request;
  const wire = new Wire(context, request);
  await clientOf(context).request(
    {
      method: request.method,
      url: request.path,
      headers: { accept: 'application/json', ...contentType(body), ...request.headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
    { transport: wire },
  );
  return wire.answer;
};

const contentType = (body: unknown): Record<string, string> =>
  body === undefined ? {} : { 'content-type': 'application/json; charset=UTF-8' };
