import { z } from 'zod';
import { refuse } from '../org/record-error.ts';
import type { Endpoint } from './api-types.ts';
import { checkGraphs } from './check-graphs.ts';
import { wrongMethod } from './replies.ts';
import {
  type Answer,
  haltedSubrequests,
  runSubrequests,
  subreplyText,
  subrequestShape,
} from './run-subrequests.ts';

// Salesforce: after so many failed graphs the others are not tried. "Composite Graph Limits", developer.salesforce.com, read 2026-11-22
const failureMax = 14;

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
    checkGraphs(graphs);
    let failures = 0;
    const texts = graphs.map(({ graphId, compositeRequest }) => {
      const { replies, isSuccessful } =
        failures > failureMax
          ? haltedSubrequests(compositeRequest)
          : runSubrequests(call, compositeRequest, { answer, allOrNone: true });
      if (!isSuccessful) failures += 1;
      const inner = `{"compositeResponse":[${replies.map(subreplyText).join(',')}]}`;
      return `{"graphId":${JSON.stringify(graphId)},"graphResponse":${inner},"isSuccessful":${isSuccessful}}`;
    });
    return { status: 200, body: `{"graphs":[${texts.join(',')}]}` };
  };
