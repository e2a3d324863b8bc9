import { takeAnswer } from '../src/commands/take-answer.ts';
import { connectAccount } from '../src/connect-account.ts';
import { readOnce } from '../src/demo/run-cycle.ts';
import type { Runner } from '../src/open-runner.ts';

/** Connects a simulator, turns both ways on and reads all it holds. */
export const connectSimulator = async (
  runner: Runner,
  id: string,
  instanceUrl: string,
): Promise<void> => {
  const credentials = { grant: null, token: { value: 'sim-integration', instanceUrl } };
  const settings = { followRedirects: false };
  const input = { id, crm: 'salesforce', name: 'Simulated', settings };
  takeAnswer(await connectAccount(runner, input, credentials));
  takeAnswer(await runner.engine.setSwitches(id, { reading: true, writing: true }));
  await readOnce(runner, id, new AbortController().signal);
};
