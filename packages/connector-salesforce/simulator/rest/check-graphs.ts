import { refuse } from '../org/record-error.ts';
import { checkReferences, referencesOf } from './check-references.ts';
import type { Subrequest } from './run-subrequests.ts';

/** One graph of a call. */
export interface Graph {
  readonly graphId: string;
  readonly compositeRequest: readonly Subrequest[];
}

// Salesforce: a call takes 75 graphs, 500 nodes, 15 levels and 15 kinds of nodes. "Composite Graph Limits", developer.salesforce.com, read 2026-11-22
const graphMax = 75;
const nodeMax = 500;
const depthMax = 15;
const kindMax = 15;

/** Salesforce: nodes are alike that have a method, an API version and an object in common. */
const kindOf = ({ method, url }: Subrequest): string =>
  `${method} ${url.split(/[/?]/u).slice(0, 6).join('/')}`.toLowerCase();

const depthOf = (requests: readonly Subrequest[]): number => {
  const depths = new Map<string, number>();
  for (const request of requests) {
    const above = referencesOf(request).map((head) => depths.get(head) ?? 0);
    depths.set(request.referenceId, Math.max(0, ...above) + 1);
  }
  return Math.max(0, ...depths.values());
};

const checkLimit = (count: number, max: number, what: string): void => {
  if (count > max) refuse('LIMIT_EXCEEDED', `Limit exceeded for ${what}: ${max}`);
};

const checkIds = (graphs: readonly Graph[]): void => {
  const ids = new Set<string>();
  for (const { graphId } of graphs) {
    if (!/^[A-Za-z0-9].{0,38}$/su.test(graphId) || ids.has(graphId)) {
      refuse('INVALID_INPUT', `Provided graphId ${graphId} is not valid or not unique`);
    }
    ids.add(graphId);
  }
};

/** Refuses a call of graphs that are too many, too large or too deep, or whose ids and references do not hold. */
export const checkGraphs = (graphs: readonly Graph[]): void => {
  const nodes = graphs.flatMap(({ compositeRequest }) => compositeRequest);
  checkLimit(graphs.length, graphMax, 'graphs');
  checkLimit(nodes.length, nodeMax, 'nodes');
  checkLimit(new Set(nodes.map(kindOf)).size, kindMax, 'different nodes');
  checkIds(graphs);
  for (const { compositeRequest } of graphs) {
    checkReferences(compositeRequest);
    checkLimit(depthOf(compositeRequest), depthMax, 'the depth of a graph');
  }
};
