import type { Engine } from '@concord/core/engine';
import type { Connection } from '@concord/core/platform';
import type { Instant } from '@concord/core/contract';
import type { Clock } from '@concord/core/ports';
import { checkConnectionPermissions, type PermissionCheck } from '../check-permissions.ts';
import type { ShareLoads } from './share-loads.ts';

/** What our user may do in each CRM, as it lately was. */
export interface PermissionChecks {
  readonly of: (connection: Connection) => Promise<PermissionCheck>;
}

interface Parts {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly share: ShareLoads;
}

interface Known extends Pick<Connection, 'connectedAt'> {
  readonly askedAt: Instant;
  readonly check: PermissionCheck;
}

/** How long an answer stands: asking takes requests of the customer's allocation of a day. */
const standsMs = 60_000;

/**
 * Asks a CRM once a minute at most, whoever wants to know and however often, and anew after the
 * account was connected again.
 */
export const createPermissionChecks = ({ engine, clock, share }: Parts): PermissionChecks => {
  const known = new Map<string, Known>();

  const stands = ({ askedAt }: Known): boolean =>
    Date.parse(clock.now()) - Date.parse(askedAt) < standsMs;

  const ask = async ({ id, connectedAt }: Connection): Promise<PermissionCheck> => {
    const askedAt = clock.now();
    const check = await checkConnectionPermissions(id, engine);
    known.set(id, { connectedAt, askedAt, check });
    return check;
  };

  return {
    of: async (connection) => {
      const { id, connectedAt } = connection;
      const last = known.get(id);
      if (last?.connectedAt === connectedAt && stands(last)) return last.check;
      return share(`permissions ${id} ${connectedAt}`, () => ask(connection));
    },
  };
};
