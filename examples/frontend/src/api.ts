import { createClient } from 'graphql-sse';
import type { TypedDocumentString } from './operations.generated.ts';
import listed from './operations.listed.json' with { type: 'json' };

/** The gateway, asked in the name of one API key. */
export interface Api {
  /** One query or mutation; throws with the gateway's words when it is refused. */
  readonly ask: <Data, Variables>(
    operation: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ) => Promise<Data>;
  /** Every event of a subscription, which connects anew after the line was lost. */
  readonly listen: <Data, Variables extends Record<string, unknown>>(
    operation: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ) => AsyncIterable<Data>;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: unknown };
  }[];
}

const url = '/graphql';

const hashes = new Map(Object.entries(listed).map(([hash, document]) => [document, hash]));

/** With the hash of its document, by which a gateway that answers listed operations only knows it. */
const toRequest = <Variables>(
  operation: TypedDocumentString<unknown, Variables>,
  variables: Variables,
) => {
  const query = operation.toString();
  const persistedQuery = { version: 1, sha256Hash: hashes.get(query) };
  return { query, variables, extensions: { persistedQuery } };
};

const dataOf = ({ data, errors }: Answer): unknown => {
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join(' '));
  return data;
};

/** A stream lasts an hour at most, and says so when it ends. */
const hasGrownOld = ({ errors = [] }: Answer): boolean =>
  errors.some(({ extensions }) => extensions?.code === 'RESUME');

/** Asks the gateway that serves `/graphql` beside this page. */
export const createApi = (key: string): Api => {
  const headers = { authorization: `Bearer ${key}` };
  const events = createClient({ url: new URL(url, location.href).href, headers });
  return {
    ask: async (operation, variables) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(toRequest(operation, variables)),
      });
      return dataOf((await response.json()) as Answer) as never;
    },
    listen: async function* (operation, variables) {
      for (let isOpen = true; isOpen;) {
        isOpen = false;
        for await (const event of events.iterate(toRequest(operation, variables))) {
          if (hasGrownOld(event as Answer)) isOpen = true;
          else yield dataOf(event as Answer) as never;
        }
      }
    },
  };
};
