import type { PlatformObject } from '../platform/index.ts';
import type { MirrorRow, ReadContext } from '../ports/index.ts';
import type { ConnectionWork } from './connection-work.ts';

/** What is stored of records that are known by their place in the CRM alone. */
export const loadLinked = (
  work: ConnectionWork,
  of: {
    readonly object: PlatformObject;
    readonly crmObject: string;
    readonly rows: readonly Pick<MirrorRow, 'id'>[];
  },
): Promise<ReadContext> =>
  work.parts.store.loadReadContext({
    connectionId: work.connection.id,
    object: of.object,
    crmObject: of.crmObject,
    ids: of.rows.map(({ id }) => id),
    keys: [],
    domains: [],
    companies: null,
  });
