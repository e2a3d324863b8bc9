import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import type { SimulatorState } from './api-types.ts';
import { asyncApi, asyncSessionOf } from './async-api.ts';
import { dataApi, tokenOf } from './data-api.ts';
import { oauthApi } from './oauth-api.ts';
import { soapApi, soapSessionOf } from './soap-api.ts';
import { checkUriSize } from './uri-limits.ts';

const notFound: SimulatorReply = {
  status: 404,
  headers: { 'content-type': 'application/json;charset=UTF-8' },
  body: '[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]',
};

/** Answers a request of any of Salesforce's endpoints. */
export const answerRequest = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
  const tooLong = checkUriSize(request);
  if (tooLong) return tooLong;
  if (request.path.startsWith('/services/data')) return dataApi(state, request);
  return (
    oauthApi(state, request) ?? soapApi(state, request) ?? asyncApi(state, request) ?? notFound
  );
};

/** The id of the user whose token a request carries; null where there is none. */
export const callerOf = (state: SimulatorState, request: SimulatorRequest): string | null => {
  const token = tokenOf(request) ?? soapSessionOf(request) ?? asyncSessionOf(request) ?? null;
  return token === null ? null : state.sessions.userOf(token);
};
