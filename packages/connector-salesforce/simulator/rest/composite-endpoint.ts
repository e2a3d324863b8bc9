import { z } from 'zod';
import { refuse } from '../org/record-error.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { checkReferences } from './check-references.ts';
import {
  type Answer,
  runSubrequests,
  subreplyText,
  type Subrequest,
  subrequestShape,
} from './run-subrequests.ts';

// Salesforce: 25 requests a composite call, five of them queries or collections. developer.salesforce.com, read 2026-11-21
const requestMax = 25;
const heavyMax = 5;

const shape = z.object({
  allOrNone: z.boolean().default(false),
  collateSubrequests: z.boolean().optional(),
  compositeRequest: z.array(subrequestShape).min(1),
});

const isHeavy = ({ url }: Subrequest): boolean =>
  /\/(?:query|queryAll|composite\/sobjects)(?:[/?]|$)/u.test(url);

const checkRequests = (requests: readonly Subrequest[]): void => {
  if (requests.length > requestMax) {
    refuse('LIMIT_EXCEEDED', `Limit exceeded for number of composite requests: ${requestMax}`);
  }
  if (requests.filter(isHeavy).length > heavyMax) {
    refuse(
      'LIMIT_EXCEEDED',
      `Limit exceeded for number of query and collection requests: ${heavyMax}`,
    );
  }
  checkReferences(requests);
};

const parse = (call: ApiCall): z.output<typeof shape> => {
  const parsed = shape.safeParse(call.body);
  if (!parsed.success) {
    return refuse(
      'JSON_PARSER_ERROR',
      `Composite request is malformed: ${parsed.error.issues[0]?.path.join('.') ?? ''}`,
    );
  }
  return parsed.data;
};

/** `/composite`: up to 25 requests in one call, later ones may use answers of earlier ones. */
export const compositeEndpoint =
  (answer: Answer): Endpoint =>
  (call) => {
    if (call.path.join('/') !== 'composite' || call.method !== 'POST') return null;
    const { allOrNone, compositeRequest } = parse(call);
    checkRequests(compositeRequest);
    const { replies } = runSubrequests(call, compositeRequest, { answer, allOrNone });
    return { status: 200, body: `{"compositeResponse":[${replies.map(subreplyText).join(',')}]}` };
  };
