import { z } from 'zod';
import { askGateway } from './ask-gateway.ts';
import { report, setting } from './measure.ts';
import { openLoop } from './open-loop.ts';
import { companies, outcomes, people, questionOf, runs } from './questions.ts';
import type { Known } from './questions.ts';

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** The nodes of a list's first pages, and the place behind them. */
async function walk<Node>(query: string, name: string, node: z.ZodType<Node>) {
  const list = z.object({ edges: z.array(z.object({ node })), pageInfo });
  const nodes: Node[] = [];
  let after: string | null = null;
  for (let page = 0; page < 40; page += 1) {
    const answer = await askGateway(query, { first: 100, after });
    const found = z.record(z.string(), list).parse(answer)[name];
    nodes.push(...(found?.edges ?? []).map((edge) => edge.node));
    after = found?.pageInfo.endCursor ?? after;
    if (found?.pageInfo.hasNextPage !== true) break;
  }
  return { nodes, after: after ?? '' };
}

async function learn(): Promise<Known> {
  const id = z.object({ id: z.string() });
  const found = {
    people: await walk(people, 'people', id.extend({ email: z.string() })),
    companies: await walk(companies, 'companies', id.extend({ domain: z.string() })),
    outcomes: await walk(outcomes, 'outcomes', id),
    runs: await walk(runs, 'runs', id),
  };
  return {
    people: found.people.nodes,
    companies: found.companies.nodes,
    runs: found.runs.nodes.map((run) => run.id),
    after: {
      people: found.people.after,
      companies: found.companies.after,
      outcomes: found.outcomes.after,
    },
  };
}

const known = await learn();
const ask = async (turn: number): Promise<string> => {
  const { kind, query, variables } = questionOf(known, turn);
  await askGateway(query, variables);
  return kind;
};
const perSecond = Number(setting('PER_SECOND'));
// The first questions find nothing compiled, planned or in memory.
await openLoop({ perSecond, seconds: 5, ask });
report(await openLoop({ perSecond, seconds: Number(setting('SECONDS')), ask }));
process.exit(0);
