import { guaranteeOf } from '../policy/index.ts';
import { connect } from './connect.ts';
import type { Engine, EngineParts } from './engine.ts';
import { explain } from './explain.ts';
import { connectorOf } from './open-work.ts';
import { checkPermissions, createFields, missingFields } from './account-health.ts';
import { setSwitches, startRead } from './operate.ts';
import { planAhead } from './plan-ahead.ts';
import { reprocess } from './queue-reprocess.ts';
import { runBackground } from './run-background.ts';
import { checkConnection, saveMappings } from './save-mappings.ts';
import { updateSettings } from './settings.ts';
import { deleteTask, recordEmailMessage, saveTask } from './sync-activities.ts';
import { runRead } from './run-read.ts';
import { runWrite } from './run-write.ts';
import { activitiesOf, activityOf, ringDue } from './schedule.ts';
import { undo } from './undo.ts';
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
  recordEmailMessage: (email, options) => recordEmailMessage(parts, email, options),
  saveTask: (task, options) => saveTask(parts, task, options),
  deleteTask: (id) => deleteTask(parts, id),
  updateSettings: (id, settings) => updateSettings(parts, id, settings),
  reprocess: (id, object) => reprocess(parts, id, object),
  checkPermissions: (id) => checkPermissions(parts, id),
  missingFields: (connection) => missingFields(parts, connection),
  createFields: (id) => createFields(parts, id),
  explain: (id, recordId) => explain(parts, id, recordId),
  plan: (id, query) => planAhead(parts, id, query),
  startRead: (id, objects) => startRead(parts, id, objects ?? null),
  async retryOutcomes(connectionId, which) {
    const own = 'ids' in which ? which : { filter: { ...which.filter, connectionId } };
    const count = await parts.store.retryRequests(own, parts.clock.now());
    if (count > 0) await parts.queue.ring({ work: 'write', connectionId });
    return count;
  },
  undo: (input, page) => undo(parts, input, page),
  runRead: (id, signal) => runRead(parts, id, signal),
  runWrite: (id, signal) => runWrite(parts, id, signal),
  runBackground: (id, signal) => runBackground(parts, id, signal),
  ringDue: () => ringDue(parts),
  activityOf: (id) => activityOf(parts, id),
  activitiesOf: (connections) => activitiesOf(parts, connections),
  guaranteeOf({ crm, schema, settings }, crmObject) {
    const { label, objects } = connectorOf(parts, crm);
    const remote = objects[crmObject];
    if (remote === undefined) throw new Error(`${crm} has no object ${crmObject}`);
    const description = schema[crmObject];
    return description === undefined
      ? null
      : guaranteeOf({ crm: label, remote, description, settings });
  },
});
