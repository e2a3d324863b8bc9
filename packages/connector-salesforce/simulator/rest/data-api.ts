import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import { Refusal, refuse } from '../org/record-error.ts';
import { answerCall } from './answer-call.ts';
import type { ApiReply, SimulatorState } from './api-types.ts';
import { originOf } from './origin.ts';
import { parseTarget } from './parse-target.ts';
import { answerElsewhere } from './instance.ts';
import { prettyPrint } from './pretty-print.ts';
import { countCall } from './quota.ts';
import { json, refused } from './replies.ts';

const jsonHeaders = {
  'content-type': 'application/json;charset=UTF-8',
  'cache-control': 'no-cache,must-revalidate,max-age=0,no-store,private',
  vary: 'Accept-Encoding',
  server: 'sfdcedge',
};

const seasons = ['Winter', 'Spring', 'Summer'] as const;

const versionList = Array.from({ length: 38 }, (_, at) => {
  const version = 31 + at;
  const [season, year] = [seasons[(version + 1) % 3], 14 + Math.floor((version - 29) / 3)];
  const path = `/services/data/v${version}.0`;
  return { label: `${season ?? ''} '${year}`, url: path, version: `${version}.0` };
});

const unauthorized = json(401, [
  { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
]);
const badHeader = json(401, [{ message: 'INVALID_HEADER_TYPE', errorCode: 'INVALID_AUTH_HEADER' }]);

const limitExceeded = (message: string): ApiReply =>
  json(403, [{ message, errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);

/** The bearer's token; null where there is no such header. */
export const tokenOf = (request: SimulatorRequest): string | null =>
  /^(?:Bearer|OAuth)\s+(.+)$/iu.exec(request.headers.authorization ?? '')?.[1] ?? null;

const parseBody = (request: SimulatorRequest): unknown => {
  const text = request.body.toString();
  if (text.trim() === '') return undefined;
  const type = request.headers['content-type'] ?? 'application/json';
  if (/^text\/csv\b/iu.test(type)) return text;
  if (!/json/iu.test(type)) {
    return refuse('UNSUPPORTED_MEDIA_TYPE', `Content type ${type} is not supported`, {
      status: 415,
    });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unreadable';
    return refuse('JSON_PARSER_ERROR', `${reason} at [line:1, column:1]`);
  }
};

const flatHeaders = (request: SimulatorRequest): Record<string, string> => {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) flat[name] = String(value);
  }
  return flat;
};

const answered = (state: SimulatorState, request: SimulatorRequest, userId: string): ApiReply => {
  try {
    const target = parseTarget(request.target);
    state.bulk.catchUp(state.org);
    state.asyncJobs.catchUp(state.org);
    const override = target.query.get('_HttpMethod');
    return answerCall({
      state,
      userId,
      origin: originOf(request),
      method: (override ?? request.method).toUpperCase(),
      ...target,
      headers: flatHeaders(request),
      body: parseBody(request),
      work: null,
    });
  } catch (error) {
    if (error instanceof Refusal) return refused(error.errors);
    throw error;
  }
};

const metered = (state: SimulatorState, answer: () => ApiReply): ApiReply => {
  const { quota } = state;
  const refusal = countCall(quota);
  if (refusal !== null) return limitExceeded(refusal);
  const reply = answer();
  return {
    ...reply,
    headers: { ...reply.headers, 'sforce-limit-info': `api-usage=${quota.used}/${quota.max}` },
  };
};

/** Salesforce: `X-PrettyPrint: 1` spreads an answer over lines. developer.salesforce.com, read 2026-11-21 */
const laidOut = (request: SimulatorRequest, reply: ApiReply): ApiReply => {
  const isJson = (reply.headers?.['content-type'] ?? 'json').includes('json');
  return request.headers['x-prettyprint'] === '1' && reply.body !== null && isJson
    ? { ...reply, body: prettyPrint(String(reply.body)) }
    : reply;
};

const toReply = (reply: ApiReply): SimulatorReply => ({
  status: reply.status,
  headers: { ...(reply.body === null ? { server: 'sfdcedge' } : jsonHeaders), ...reply.headers },
  ...(reply.body === null ? {} : { body: reply.body }),
});

/** Answers everything under `/services/data`. */
export const dataApi = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
  if (/^\/services\/data\/?$/u.test(request.path)) return toReply(json(200, versionList));
  const elsewhere = answerElsewhere(state.instance, request);
  if (elsewhere) return toReply(elsewhere);
  const token = tokenOf(request);
  if (token === null) {
    return toReply(request.headers.authorization === undefined ? unauthorized : badHeader);
  }
  const userId = state.sessions.userOf(token);
  if (userId === null) return toReply(unauthorized);
  const reply = metered(state, () => answered(state, request, userId));
  return toReply(laidOut(request, reply));
};
