import { z } from 'zod';
import { Refusal, refuse } from '../org/record-error.ts';
import type { ApiCall, ApiReply, Endpoint } from './api-types.ts';
import { parseTarget } from './parse-target.ts';
import { refused, wrongMethod } from './replies.ts';
import type { Answer } from './run-subrequests.ts';

// Salesforce: 25 requests a batch. developer.salesforce.com, read 2026-11-21
const requestMax = 25;

const shape = z.object({
  haltOnError: z.boolean().default(false),
  batchRequests: z.array(
    z.object({ method: z.string(), url: z.string(), richInput: z.unknown().optional() }),
  ),
});

type Request = z.output<typeof shape>['batchRequests'][number];

const answerOne = (call: ApiCall, request: Request, answer: Answer): ApiReply => {
  try {
    const url = request.url.replace(/^\/?(?:services\/data\/)?/u, '/services/data/');
    const target = parseTarget(url);
    return answer({
      ...call,
      ...target,
      method: request.method.toUpperCase(),
      body: request.richInput,
    });
  } catch (error) {
    if (error instanceof Refusal) return refused(error.errors);
    throw error;
  }
};

const haltedText =
  '{"statusCode":412,"result":[{"errorCode":"BATCH_PROCESSING_HALTED","message":"Batch processing halted per request"}]}';

/** `/composite/batch`: up to 25 requests in one call, none knowing of the others. */
export const batchEndpoint =
  (answer: Answer): Endpoint =>
  (call) => {
    const isBatch = call.path[0] === 'composite' && call.path[1] === 'batch';
    if (!isBatch) return null;
    if (call.method !== 'POST') return wrongMethod(call.method, 'POST');
    const parsed = shape.safeParse(call.body);
    if (!parsed.success) return refuse('JSON_PARSER_ERROR', 'Batch request is malformed');
    const { batchRequests, haltOnError } = parsed.data;
    if (batchRequests.length > requestMax) {
      refuse('LIMIT_EXCEEDED', `The batch must not have more than ${requestMax} requests`);
    }
    let hasErrors = false;
    const texts = batchRequests.map((request) => {
      if (hasErrors && haltOnError) return haltedText;
      const reply = answerOne(call, request, answer);
      hasErrors ||= reply.status >= 400;
      return `{"statusCode":${reply.status},"result":${String(reply.body)}}`;
    });
    return { status: 200, body: `{"hasErrors":${hasErrors},"results":[${texts.join(',')}]}` };
  };
