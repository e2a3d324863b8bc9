import type { Answer } from '@concord/core/engine';
import type { AccountGrant, Accounts } from '@concord/graphql-gateway';
import { connectAccount } from './connect-account.ts';
import type { Workspace } from './create-runner.ts';
import type { Credentials } from './credentials/credentials.ts';
import { toCredentials } from './credentials/to-credentials.ts';
import { disconnectAccount } from './disconnect-account.ts';
import { findCrm } from './registry/crms.ts';
import { isProblem } from './screen/problem.ts';
import { systemRandom } from './system/system-random.ts';

/** The gateway's way to the vault. */
export const createAccounts = (workspace: Workspace): Accounts => ({
  connect: async ({ crm, name, grant }) => {
    const credentials = understand(crm, grant);
    const input = { id: systemRandom.id(), crm, name };
    return credentials.ok ? connectAccount(workspace, input, credentials.value) : credentials;
  },
  reconnect: async ({ id, crm, name }, grant) => {
    const credentials = understand(crm, grant);
    return credentials.ok
      ? connectAccount(workspace, { id, crm, name }, credentials.value)
      : credentials;
  },
  startConnect: ({ crm, name }, input) =>
    workspace.authorisations.begin({ id: systemRandom.id(), crm, name }, input),
  startReconnect: ({ id, crm, name }, input) =>
    workspace.authorisations.begin({ id, crm, name }, input),
  finishConnect: async (returned) => {
    const granted = await workspace.authorisations.finish(returned);
    if (!granted.ok) return granted;
    const { account, credentials } = granted.value;
    return connectAccount(workspace, account, credentials);
  },
  disconnect: (connection) => disconnectAccount(workspace, connection),
});

const understand = (crm: string, grant: AccountGrant): Answer<Credentials> => {
  try {
    return { ok: true, value: toCredentials(findCrm(crm), grant) };
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown;
    const { message, remedy } = thrown;
    return { ok: false, problems: [{ field: 'credentials', message, remedy }] };
  }
};
