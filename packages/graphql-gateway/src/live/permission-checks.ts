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
  /** How often the CRM could still be asked then. */
  readonly left: number;
  readonly check: PermissionCheck;
}

/** Asking takes requests of the customer's allocation of a day: so often in a row, then now and then. */
const inRow = 5;
const everyMs = 60_000;

/**
 * Asks a CRM five times in a row and then once a minute, whoever wants to know and however often;
 * the last answer stands meanwhile, until the account is connected again.
 */
export const createPermissionChecks = ({ engine, clock, share }: Parts): PermissionChecks => {
  const known = new Map<string, Known>();

  const leftOf = (last: Known | undefined): number => {
    if (last === undefined) return inRow;
    const passedMs = Date.parse(clock.now()) - Date.parse(last.askedAt);
    return Math.min(inRow, last.left + passedMs / everyMs);
  };

  const ask = async ({ id, connectedAt }: Connection, left: number): Promise<PermissionCheck> => {
    const askedAt = clock.now();
    const check = await checkConnectionPermissions(id, engine);
    known.set(id, { connectedAt, askedAt, left, check });
    return check;
  };

  return {
    of: async (connection) => {
      const { id, connectedAt } = connection;
      const last = known.get(id);
      const left = leftOf(last);
      if (last?.connectedAt === connectedAt && left < 1) return last.check;
      return share(`permissions ${id} ${connectedAt}`, () =>
        ask(connection, Math.max(0, left - 1)),
      );
    },
  };
};
