import { hubspot } from '@concord/connector-hubspot';
import { createSimulatedPortal } from '@concord/connector-hubspot/simulator';
import type { SimulatedPortal } from '@concord/connector-hubspot/simulator';
import { hubspotPeople } from '../load/hubspot-people.ts';
import { createAccountDoor } from '../world/account-door.ts';
import { json } from '../world/journeys.ts';
import type { FaultReplies } from '../world/journeys.ts';
import type { Knobs } from '../world/knobs.ts';
import { attempt } from './attempt.ts';
import { hubspotFacts } from './hubspot-facts.ts';
import type { CrmParts, CrmRecord, RecordRef, SimulatedCrm } from './simulated-crm.ts';

const problem = (status: number, category: string, more: Record<string, string> = {}) =>
  json(status, { status: 'error', message: 'Something is wrong.', category, ...more });

const limit = (policyName: string) =>
  problem(429, 'RATE_LIMITS', { errorType: 'RATE_LIMIT', policyName });

const faults: FaultReplies = {
  refusals: {
    'failed-before': problem(503, 'SERVICE_UNAVAILABLE'),
    'throttled-daily': limit('DAILY'),
    'throttled-now': limit('TEN_SECONDLY_ROLLING'),
    expired: problem(401, 'EXPIRED_AUTHENTICATION'),
  },
  failedAfter: problem(500, 'INTERNAL_ERROR'),
};

const lookIn = ({ portal }: SimulatedPortal, ref: RecordRef): CrmRecord | null => {
  const fields = portal.read(ref);
  if (fields === null) return null;
  const isRemoved = fields['archived'] === true;
  const name = ref.object === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
  const modifiedAt = Date.parse(String(fields[name]));
  return { fields, isRemoved, isGone: isRemoved, modifiedAt, stampedAt: modifiedAt };
};

/** As the index is late, and notices late what is unique: within what is told of HubSpot. */
const rulesBy = ({ indexLagMs, uniqueLagMs }: Knobs) => ({
  searchLag: { minMs: 0, maxMs: indexLagMs },
  uniqueLagMs,
  autoCompanies: false,
});

/** An empty HubSpot. */
export function createHubSpotCrm(seed: number, { knobs, startMs }: CrmParts): SimulatedCrm {
  const simulated = createSimulatedPortal({
    seed,
    clock: { startMs, running: false },
    productFields: knobs().productFields,
    rules: rulesBy(knobs()),
  });
  const { portal } = simulated;
  return {
    connector: hubspot,
    clock: simulated.clock,
    history: simulated.history,
    ours: simulated.integration,
    facts: hubspotFacts,
    doorFor: (connector) =>
      createAccountDoor(connector, {
        faults,
        handle: (request) => simulated.handle(request),
        now: () => simulated.clock.now(),
      }),
    endSessions: () => simulated.endSessions(),
    ids: (object) => portal.ids(object),
    look: (ref) => lookIn(simulated, ref),
    insert: (object, fields) => attempt(() => void portal.insert(object, fields)),
    edit: (ref, fields) => attempt(() => portal.update(ref, fields)),
    peopleIn: (world) => hubspotPeople(world, simulated),
  };
}
