import { Agent, fetch } from 'undici';
import { setting } from './measure.ts';

const dispatcher = new Agent({ connections: 64, pipelining: 1 });

/** Asks the gateway something; throws when it answers with errors. */
export async function askGateway(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const answer = await fetch(new URL('/graphql', setting('GATEWAY_URL')), {
    dispatcher,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${setting('API_KEY')}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}
