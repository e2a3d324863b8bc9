import { takeAnswer } from '../commands/take-answer.ts';
import { connectAccount } from '../connect-account.ts';
import type { Runner } from '../open-runner.ts';
import { systemRandom } from '../system/system-random.ts';
import type { ConnectedAccount, DemoAccount, StoryParts } from './story-parts.ts';
import { tellBeside } from './tell-beside.ts';

const connectDemo = async (
  runner: Runner,
  { connector, url }: DemoAccount,
): Promise<ConnectedAccount['connection']> => {
  const id = systemRandom.id();
  const input = { id, crm: connector.id, name: 'Acme', settings: { followRedirects: false } };
  const token = { value: 'sim-integration', instanceUrl: url };
  takeAnswer(await connectAccount(runner, input, { grant: null, token }));
  return takeAnswer(await runner.engine.setSwitches(id, { reading: true, writing: true }));
};

/** Connects the simulated accounts and turns reading and writing on. */
export const tellConnecting = (
  { runner, progress }: StoryParts,
  accounts: readonly DemoAccount[],
): Promise<ConnectedAccount[]> =>
  progress.step({ title: 'connecting' }, async () => {
    const connected = new Map<DemoAccount, ConnectedAccount>();
    const lines = await tellBeside(accounts, async (account) => {
      const connection = await connectDemo(runner, account);
      connected.set(account, { ...account, connection, runs: [] });
      const { length } = await runner.store.getMappings(connection.id);
      return `${length} field mappings prepared from its schema`;
    });
    return [
      ['Connected one platform to all of them', ...lines],
      accounts.flatMap((account) => connected.get(account) ?? []),
    ];
  });
