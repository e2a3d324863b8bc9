import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import type { Plugin } from 'graphql-yoga';

const refuse = (message: string, code: string, remedy: string) => ({
  message,
  extensions: { code, remedy, http: { status: 400 } },
});

/** Answers the operations of a list and no others; each is asked for by its SHA-256. */
export const onlyPersisted = (operations: ReadonlyMap<string, string>): Plugin =>
  usePersistedOperations({
    getPersistedOperation: (hash) => operations.get(hash) ?? null,
    allowArbitraryOperations: false,
    customErrors: {
      persistedQueryOnly: refuse(
        'Only operations of the list are answered.',
        'OPERATION_NOT_LISTED',
        'Send `extensions.persistedQuery` with the SHA-256 of a listed operation, and no `query`.',
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
