import type { SimulatorRequest } from '@concord/testkit/simulator';
import type { ApiReply } from './api-types.ts';
import { originOf } from './origin.ts';
import { json } from './replies.ts';

/** Where the org lives: Salesforce moves orgs to other instances, and `instance_url` moves with them. */
export interface Instance {
  /** The host, with its port, that data are served at; null for any. */
  host: string | null;
  /** What the other hosts answer to data requests. */
  elsewhere: 'unauthorized' | 'redirect' | 'gone';
}

/** An org that has not moved. */
export const createInstance = (): Instance => ({ host: null, elsewhere: 'unauthorized' });

/** The `instance_url` of the org, for a client that came by this request. */
export const instanceUrl = (instance: Instance, request: SimulatorRequest): string =>
  originOf(request, instance.host ?? undefined);

/**
 * The answer of a host that the org has left; null where the org is. By default sessions are unknown there, so that a
 * client that repeats its request at the old address after a refresh goes in circles (jsforce issue 196).
 */
export const answerElsewhere = (instance: Instance, request: SimulatorRequest): ApiReply | null => {
  if (instance.host === null || instance.host === request.headers.host) return null;
  if (instance.elsewhere === 'redirect') {
    const location = instanceUrl(instance, request) + request.target;
    return { status: 302, headers: { location }, body: null };
  }
  const [status, message, errorCode] =
    instance.elsewhere === 'gone'
      ? ([404, 'The requested resource does not exist', 'NOT_FOUND'] as const)
      : ([401, 'Session expired or invalid', 'INVALID_SESSION_ID'] as const);
  return json(status, [{ message, errorCode }]);
};
