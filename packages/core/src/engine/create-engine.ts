import { guaranteeOf } from '../policy/index.ts';
import { connect } from './connect.ts';
import type { Engine, EngineParts } from './engine.ts';
import { connectorOf } from './open-work.ts';
import { checkConnection, saveMappings, setSwitches, startRead } from './operate.ts';
import { runRead } from './run-read.ts';
import { runWrite } from './run-write.ts';
import { activityOf, ringDue } from './schedule.ts';
import { syncCompany, syncPerson } from './sync-records.ts';

/** The engine over the given parts; it holds no state of its own. */
export const createEngine = (parts: EngineParts): Engine => ({
  connectors: parts.connectors,
  connect: (input) => connect(parts, input),
  setSwitches: (id, switches) => setSwitches(parts, id, switches),
  saveMappings: (id, object, mappings) => saveMappings(parts, id, { object, mappings }),
  checkMappings: (id) => checkConnection(parts, id),
  syncCompany: (company, options) => syncCompany(parts, company, options),
  syncPerson: (person, options) => syncPerson(parts, person, options),
  startRead: (id, objects) => startRead(parts, id, objects ?? null),
  async retryOutcomes(connectionId, outcomeIds) {
    const count = await parts.store.retryRequests(outcomeIds, parts.clock.now());
    if (count > 0) await parts.queue.ring({ work: 'write', connectionId });
    return count;
  },
  runRead: (id, signal) => runRead(parts, id, signal),
  runWrite: (id, signal) => runWrite(parts, id, signal),
  ringDue: () => ringDue(parts),
  activityOf: (id) => activityOf(parts, id),
  guaranteeOf(connection, crmObject) {
    const remote = connectorOf(parts, connection.crm).objects[crmObject];
    const description = connection.schema[crmObject];
    if (remote === undefined || description === undefined) {
      throw new Error(`${connection.crm} has no object ${crmObject}`);
    }
    return guaranteeOf(remote, description);
  },
});
