import { parseSoql } from '../soql/parse-soql.ts';
import { runQuery } from '../soql/run-query.ts';
import type { ApiCall, ApiReply } from './api-types.ts';
import { json } from './replies.ts';

/** Answers `/query?explain=`: how a query would be run, here always over the whole table; refuses a bad one. "Query Performance Feedback", developer.salesforce.com, read 2026-11-22 */
export const explainQuery = (call: ApiCall, soql: string, includeDeleted: boolean): ApiReply => {
  const { org } = call.state;
  const access = org.access(call.userId);
  const answer = runQuery({ org, access, base: call.base, includeDeleted }, soql);
  const object = org.schema.object(parseSoql(soql).sObject ?? '');
  const sobjectCardinality = object ? call.state.recordCounts.of(object.name) : 0;
  const cardinality = answer.kind === 'rows' ? answer.rows.length : answer.totalSize;
  const plan = {
    cardinality,
    fields: [],
    leadingOperationType: 'TableScan',
    notes: [],
    relativeCost: sobjectCardinality === 0 ? 0 : cardinality / sobjectCardinality,
    sobjectCardinality,
    sobjectType: object?.name,
  };
  return json(200, { plans: [plan], sourceQuery: soql });
};
