import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import type { GraphQLParams, Plugin } from 'graphql-yoga';

const refuse = (message: string, code: string, remedy: string) => ({
  message,
  extensions: { code, remedy, http: { status: 400 } },
});

const hashOf = ({ extensions }: GraphQLParams): unknown =>
  Object(extensions?.['persistedQuery'])['sha256Hash'];

/** Answers the operations of a list and no others; each is asked for by its SHA-256. */
export const onlyPersisted = (operations: ReadonlyMap<string, string>): Plugin => {
  const { onParams, ...plugin } = usePersistedOperations({
    getPersistedOperation: (hash) => operations.get(hash) ?? null,
    allowArbitraryOperations: false,
    customErrors: {
      persistedQueryOnly: refuse(
        'Only operations of the list are answered.',
        'OPERATION_NOT_LISTED',
        'Send `extensions.persistedQuery` with the SHA-256 of a listed operation, and no other `query`.',
      ),
      keyNotFound: refuse(
        'No operation is named.',
        'OPERATION_NOT_LISTED',
        'Send `extensions.persistedQuery` with `version: 1` and a `sha256Hash`.',
      ),
      notFound: refuse(
        'The operation is not on the list.',
        'OPERATION_NOT_LISTED',
        'Add it to the list that `CONCORD_OPERATIONS` names, and start the gateway anew.',
      ),
    },
  });

  /** Clients may send hash and document always, and so work with and without a list. */
  const withoutListed = (params: GraphQLParams): GraphQLParams => {
    const { query, ...others } = params;
    const isListed = query !== undefined && operations.get(String(hashOf(params))) === query;
    return isListed ? others : params;
  };

  return {
    ...plugin,
    onParams: (hook) => onParams?.({ ...hook, params: withoutListed(hook.params) }),
  };
};
