import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSalesforceSimulator } from '@concord/connector-salesforce/simulator';
import {
  connectAccount,
  createLog,
  openRunner,
  parseConfiguration,
  startRoles,
} from '@concord/runner';

const settle = <Value>(answer: { ok: true; value: Value } | { ok: false }): Value => {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
};

/** A platform connected to a Salesforce in which nobody may be called Refused. */
export const startPlatform = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'concord-'));
  const simulator = await createSalesforceSimulator({ seed: 4, accounts: 3, contacts: 5 });
  const rule = {
    name: 'Names',
    object: 'Contact',
    errorWhen: "LastName = 'Refused'",
    message: '<b>No</b> such name',
  };
  simulator.setRules({ validations: [rule] });
  const parsed = parseConfiguration({
    CONCORD_DATA_DIR: directory,
    CONCORD_FOLLOW_REDIRECTS: 'off',
    CONCORD_PORT: '0',
  });
  if (!parsed.ok) throw new Error('configuration');
  const runner = await openRunner(parsed.value, () => undefined);
  const input = { id: 'one', crm: 'salesforce', name: 'Acme', settings: {} };
  const token = { value: 'sim-integration', instanceUrl: simulator.url };
  settle(await connectAccount(runner, input, { grant: null, token }));
  settle(await runner.engine.setSwitches('one', { reading: true, writing: true }));
  const stop = new AbortController();
  const parts = { runner, configuration: parsed.value, log: createLog('silent') };
  const { url, apiKey, stopped } = await startRoles(parts, stop.signal);
  if (url === null || apiKey === null) throw new Error('no gateway');
  const person = { email: 'refused@person.example', fields: { lastName: 'Refused' } };
  settle(await runner.engine.syncPerson(person, {}));
  return {
    url: new URL(url).origin,
    apiKey,
    /** Lets everybody be called anything. */
    relent: () => simulator.setRules({ validations: [] }),
    isWritten: () =>
      simulator.history
        .list({ kind: 'created', field: 'Email' })
        .some(({ after }) => after === 'refused@person.example'),
    stop: async () => {
      stop.abort();
      await stopped;
      await runner.close();
      await simulator.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
