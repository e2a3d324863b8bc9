import { createSalesforceSimulator } from '@concord/connector-salesforce/simulator';
import { connectAccount } from '@concord/runner';
import { openPlatform } from './open-platform.ts';

const settle = <Value>(answer: { ok: true; value: Value } | { ok: false }): Value => {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
};

/** A platform connected to a Salesforce in which nobody may be called Refused. */
export const startPlatform = async () => {
  const simulator = await createSalesforceSimulator({ seed: 4, accounts: 3, contacts: 5 });
  const rule = {
    name: 'Names',
    object: 'Contact',
    errorWhen: "LastName = 'Refused'",
    message: '<b>No</b> such name',
  };
  simulator.setRules({ validations: [rule] });
  const token = { value: 'sim-integration', instanceUrl: simulator.url };
  const { url, apiKey, runner, stop } = await openPlatform({
    prepare: async (opened) => {
      const input = { id: 'one', crm: 'salesforce', name: 'Acme', settings: {} };
      settle(await connectAccount(opened, input, { grant: null, token }));
      settle(await opened.engine.setSwitches('one', { reading: true, writing: true }));
    },
  });
  const person = { email: 'refused@person.example', fields: { lastName: 'Refused' } };
  settle(await runner.engine.syncPerson(person, {}));
  return {
    url,
    apiKey,
    /** Lets everybody be called anything. */
    relent: () => simulator.setRules({ validations: [] }),
    isWritten: () =>
      simulator.history
        .list({ kind: 'created', field: 'Email' })
        .some(({ after }) => after === 'refused@person.example'),
    stop: async () => {
      await stop();
      await simulator.close();
    },
  };
};
