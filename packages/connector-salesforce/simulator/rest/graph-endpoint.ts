import { z } from 'zod';
import { refuse } from '../org/record-error.ts';
import type { Endpoint } from './api-types.ts';
import { wrongMethod } from './replies.ts';
import { type Answer, runSubrequests, subreplyText, subrequestShape } from './run-subrequests.ts';

// Salesforce: 75 graphs and 500 nodes a call. developer.salesforce.com, read 2026-11-21
const graphMax = 75;
const nodeMax = 500;

const shape = z.object({
  graphs: z.array(z.object({ graphId: z.string(), compositeRequest: z.array(subrequestShape) })),
});

/** `/composite/graph`: several lists of requests, each done whole or not at all. */
export const graphEndpoint =
  (answer: Answer): Endpoint =>
  (call) => {
    const isGraph = call.path[0] === 'composite' && call.path[1] === 'graph';
    if (!isGraph) return null;
    if (call.method !== 'POST') return wrongMethod(call.method, 'POST');
    const parsed = shape.safeParse(call.body);
    if (!parsed.success) return refuse('JSON_PARSER_ERROR', 'Graph request is malformed');
    const { graphs } = parsed.data;
    const nodes = graphs.reduce((sum, { compositeRequest }) => sum + compositeRequest.length, 0);
    if (graphs.length > graphMax || nodes > nodeMax) {
      refuse('LIMIT_EXCEEDED', `Limit exceeded: ${graphMax} graphs, ${nodeMax} nodes`);
    }
    const texts = graphs.map(({ graphId, compositeRequest }) => {
      const { replies, isSuccessful } = runSubrequests(call, compositeRequest, {
        answer,
        allOrNone: true,
      });
      const inner = `{"compositeResponse":[${replies.map(subreplyText).join(',')}]}`;
      return `{"graphId":${JSON.stringify(graphId)},"graphResponse":${inner},"isSuccessful":${isSuccessful}}`;
    });
    return { status: 200, body: `{"graphs":[${texts.join(',')}]}` };
  };
