import { Client, DatabaseError } from 'pg';
import type { QueryConfig, QueryResult } from 'pg';

/** Most texts that are prepared; others are planned anew each time, as one with a list of its own. */
const textsMax = 200;

/** Names texts from their second use on, the same for all connections; `null` before. */
const createNamer = () => {
  const names = new Map<string, string | null>();
  return (text: string): string | null => {
    const known = names.get(text);
    if (typeof known === 'string') return known;
    if (known === undefined && names.size === textsMax) return null;
    const name = known === undefined ? null : `concord_${[...names.keys()].indexOf(text)}`;
    names.set(text, name);
    return name;
  };
};

// PostgreSQL: a prepared statement whose columns changed since is refused with this code.
const columnsChanged = '0A000';

type Given = readonly [text: string | QueryConfig, values?: unknown[], ...rest: unknown[]];

/**
 * Connections that have the server keep what it made of a text: to read and plan the long statements
 * of a write takes longer than to carry them out. The server plans anew when a table's statistics or
 * the rights of the user change; after a migration a connection goes on without.
 */
export const createPreparingClient = () => {
  const nameOf = createNamer();
  return class PreparingClient extends Client {
    #prepares = true;

    override query(...given: unknown[]): never {
      const [text, values, ...rest] = given as unknown as Given;
      const isPlain = typeof text === 'string' && (values?.length ?? 0) > 0 && rest.length === 0;
      const name = isPlain && this.#prepares ? nameOf(text) : null;
      const query = super.query.bind(this) as (...all: readonly unknown[]) => Promise<QueryResult>;
      if (name === null) return query(...given) as never;
      return query({ name, text, values }).catch((error: unknown) => {
        if (error instanceof DatabaseError && error.code === columnsChanged) this.#prepares = false;
        throw error;
      }) as never;
    }
  };
};
