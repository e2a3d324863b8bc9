import { salesforce } from '@concord/connector-salesforce';
import { createSimulatedOrg } from '@concord/connector-salesforce/simulator';
import type { SimulatedOrg } from '@concord/connector-salesforce/simulator';
import { salesforcePeople } from '../load/salesforce-people.ts';
import { createAccountDoor } from '../world/account-door.ts';
import { json } from '../world/journeys.ts';
import type { FaultReplies } from '../world/journeys.ts';
import { attempt } from './attempt.ts';
import { compensating } from './compensating.ts';
import { leftOut } from './left-out.ts';
import { salesforceFacts } from './salesforce-facts.ts';
import type { CrmParts, CrmRecord, RecordRef, SimulatedCrm } from './simulated-crm.ts';

const error = (status: number, errorCode: string, message: string) =>
  json(status, [{ errorCode, message }]);

const faults: FaultReplies = {
  refusals: {
    'failed-before': error(503, 'SERVER_UNAVAILABLE', 'try again'),
    'throttled-daily': error(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
    'throttled-now': error(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded'),
    expired: error(401, 'INVALID_SESSION_ID', 'Session expired or invalid'),
  },
  failedAfter: error(500, 'UNKNOWN_EXCEPTION', 'something broke'),
};

const lookIn = ({ org }: SimulatedOrg, ref: RecordRef): CrmRecord | null => {
  const fields = org.read(ref);
  if (fields === null) return null;
  return {
    fields,
    isRemoved: fields['IsDeleted'] === true,
    isGone: fields['IsDeleted'] === true || fields['IsConverted'] === true,
    modifiedAt: Date.parse(String(fields['LastModifiedDate'])),
    stampedAt: Date.parse(String(fields['SystemModstamp'])),
  };
};

/** An empty Salesforce. */
export function createSalesforceCrm(seed: number, { knobs, startMs }: CrmParts): SimulatedCrm {
  const simulated = createSimulatedOrg({
    seed,
    clock: { startMs, running: false },
    productFields: knobs().productFields,
    stateCountryPicklists: false,
    leaveOut: leftOut,
  });
  const { org } = simulated;
  return {
    connector: knobs().compensates ? compensating(salesforce, simulated) : salesforce,
    clock: simulated.clock,
    history: simulated.history,
    ours: simulated.report.users.integration,
    facts: salesforceFacts,
    doorFor: (connector) =>
      createAccountDoor(connector, {
        faults,
        handle: (request) => simulated.handle(request),
        now: () => simulated.clock.now(),
      }),
    endSessions: () => simulated.endSessions(),
    ids: (object) => org.ids(object),
    look: (ref) => lookIn(simulated, ref),
    insert: (object, fields) => attempt(() => void org.insert(object, fields)),
    edit: (ref, fields) => attempt(() => org.update(ref, fields)),
    peopleIn: (world) => salesforcePeople(world, simulated),
  };
}
