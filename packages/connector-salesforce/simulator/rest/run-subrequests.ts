import { z } from 'zod';
import { Refusal } from '../org/record-error.ts';
import { beginWork, finishWork, undoTo, type Work } from '../org/work.ts';
import type { ApiCall, ApiReply } from './api-types.ts';
import { parseTarget } from './parse-target.ts';
import { json, refused } from './replies.ts';
import { resolveReferences } from './resolve-references.ts';

/** One request of a composite call. */
export const subrequestShape = z.object({
  method: z.string(),
  url: z.string(),
  referenceId: z.string(),
  body: z.unknown().optional(),
  httpHeaders: z.record(z.string(), z.string()).default({}),
});

export type Subrequest = z.output<typeof subrequestShape>;

/** Answers one call; given by the dispatcher. */
export type Answer = (call: ApiCall) => ApiReply;

/** What the requests of one composite call, or one graph, came to. */
export interface SubrequestOutcome {
  readonly replies: readonly (readonly [Subrequest, ApiReply])[];
  readonly isSuccessful: boolean;
}

const lowerKeys = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const inherited = ['sforce-auto-assign', 'sforce-duplicate-rule-header', 'sforce-query-options'];

const headersFor = (call: ApiCall, request: Subrequest): Record<string, string> => ({
  ...Object.fromEntries(
    inherited.flatMap((name) => {
      const value = call.headers[name];
      return value === undefined ? [] : [[name, value]];
    }),
  ),
  ...lowerKeys(request.httpHeaders),
});

const answerOne = (
  call: ApiCall,
  request: Subrequest,
  { answer, results }: { answer: Answer; results: ReadonlyMap<string, unknown> },
): ApiReply => {
  try {
    const target = parseTarget(String(resolveReferences(request.url, results)));
    return answer({
      ...call,
      ...target,
      method: request.method.toUpperCase(),
      headers: headersFor(call, request),
      body: resolveReferences(request.body, results),
    });
  } catch (error) {
    if (error instanceof Refusal) return refused(error.errors);
    throw error;
  }
};

const isFailed = ({ status }: ApiReply): boolean => status >= 400;

const halted = json(400, [
  {
    errorCode: 'PROCESSING_HALTED',
    message:
      'The transaction was rolled back since another operation in the same transaction failed.',
  },
]);

const answerAll = (
  call: ApiCall,
  requests: readonly Subrequest[],
  { answer, allOrNone }: { answer: Answer; allOrNone: boolean },
): [Subrequest, ApiReply][] => {
  const results = new Map<string, unknown>();
  const replies: [Subrequest, ApiReply][] = [];
  const refers = JSON.stringify(requests).includes('@{');
  for (const request of requests) {
    const reply = answerOne(call, request, { answer, results });
    replies.push([request, reply]);
    if (refers && !isFailed(reply) && reply.body !== null) {
      results.set(request.referenceId, JSON.parse(String(reply.body)) as unknown);
    }
    if (allOrNone && isFailed(reply)) break;
  }
  return replies;
};

const inOneWork = (call: ApiCall, run: (work: Work) => SubrequestOutcome): SubrequestOutcome => {
  const work = beginWork(call.state.org, call.userId);
  const outcome = run(work);
  if (outcome.isSuccessful) finishWork(work);
  else undoTo(work, 0);
  return outcome;
};

/** What requests come to that are not tried. */
export const haltedSubrequests = (requests: readonly Subrequest[]): SubrequestOutcome => ({
  replies: requests.map((request) => [request, halted]),
  isSuccessful: false,
});

/** Runs requests in order; with `allOrNone` one failure undoes them all. */
export const runSubrequests = (
  call: ApiCall,
  requests: readonly Subrequest[],
  options: { answer: Answer; allOrNone: boolean },
): SubrequestOutcome => {
  if (!options.allOrNone) {
    const replies = answerAll(call, requests, options);
    return { replies, isSuccessful: replies.every(([, reply]) => !isFailed(reply)) };
  }
  return inOneWork(call, (work) => {
    const replies = answerAll({ ...call, work }, requests, options);
    if (replies.every(([, reply]) => !isFailed(reply))) return { replies, isSuccessful: true };
    const failed = replies.find(([, reply]) => isFailed(reply));
    return {
      replies: requests.map((request) => [request, request === failed?.[0] ? failed[1] : halted]),
      isSuccessful: false,
    };
  });
};

const headerNames: Readonly<Record<string, string>> = {
  allow: 'Allow',
  location: 'Location',
  etag: 'ETag',
  'last-modified': 'Last-Modified',
};

/** One answer inside a composite answer, as JSON text. */
export const subreplyText = ([request, reply]: readonly [Subrequest, ApiReply]): string => {
  const headers = Object.entries(reply.headers ?? {}).map(([name, value]) => [
    headerNames[name] ?? name,
    value,
  ]);
  const rest = {
    httpHeaders: Object.fromEntries(headers),
    httpStatusCode: reply.status,
    referenceId: request.referenceId,
  };
  return `{"body":${String(reply.body)},${JSON.stringify(rest).slice(1)}`;
};
