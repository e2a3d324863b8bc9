import type { Answer, ConnectInput } from '@concord/core/engine';
import type { Connection } from '@concord/core/platform';
import type { Credentials } from './credentials/credentials.ts';
import { createStagedVault } from './credentials/staged-vault.ts';
import type { Runner } from './open-runner.ts';

/**
 * Connects an account, or reconnects it. Credentials replace those in force only after the engine
 * has found that they lead to the same account; so work never runs with another's (R-ERR-4).
 */
export const connectAccount = async (
  runner: Pick<Runner, 'engineWith' | 'vault' | 'store'>,
  input: ConnectInput,
  credentials: Credentials,
): Promise<Answer<Connection>> => {
  const staged = createStagedVault(credentials);
  const answer = await runner.engineWith(staged).connect(input);
  if (!answer.ok) return answer;
  await runner.vault.save(input.id, staged.current());
  // A worker that met the old credentials in between has put the connection aside again.
  await runner.store.changeConnection(input.id, { state: answer.value.state });
  return answer;
};
