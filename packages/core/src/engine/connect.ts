import type { Context } from '../contract/index.ts';
import { defaultSettings } from '../platform/index.ts';
import type { Connection } from '../platform/index.ts';
import { checkSettings } from './check-settings.ts';
import { describeObjects } from './describe-objects.ts';
import type { Answer, ConnectInput, EngineParts } from './engine.ts';
import { problem } from './input-problem.ts';
import { connectorOf } from './open-work.ts';
import { prepareNewConnection } from './prepare-connection.ts';
import { retryBlocked } from './retry-blocked.ts';

function newConnection(parts: EngineParts, input: ConnectInput): Connection {
  return {
    id: input.id,
    crm: input.crm,
    name: input.name,
    state: 'active',
    reading: false,
    writing: false,
    settings: { ...defaultSettings, ...input.settings },
    accountId: '',
    userId: '',
    schema: {},
    lastReadAt: null,
    lastReconciledAt: null,
    lastAssociatedAt: null,
    hold: null,
    quota: null,
    connectedAt: parts.clock.now(),
    createdAt: parts.clock.now(),
  };
}

async function reach(parts: EngineParts, connection: Connection, context: Context) {
  const connector = connectorOf(parts, connection.crm);
  const { accountId, userId } = await connector.identify(context);
  const schema = await describeObjects(connector, context, {});
  return { ...connection, accountId, userId, schema };
}

async function reconnect(
  parts: EngineParts,
  known: Connection,
  reached: Connection,
): Promise<Answer<Connection>> {
  if (known.accountId !== reached.accountId) {
    return problem({
      field: 'credentials',
      message: 'the credentials lead to another account than the one connected',
      remedy: 'use credentials of the same account, or make a new connection for this one',
    });
  }
  const { schema, userId } = reached;
  const connectedAt = parts.clock.now();
  const patch = { schema, userId, state: 'active', hold: null, connectedAt } as const;
  await parts.store.changeConnection(known.id, patch);
  await retryBlocked(parts, known, schema);
  // What waited for the credentials goes on by itself (R-ERR-4).
  await parts.queue.ring({ work: 'read', connectionId: known.id });
  return { ok: true, value: { ...known, ...patch } };
}

/** Connects an account, or renews one that is connected. */
export async function connect(
  parts: EngineParts,
  input: ConnectInput,
): Promise<Answer<Connection>> {
  const settings = { ...defaultSettings, ...input.settings };
  const problems = checkSettings(connectorOf(parts, input.crm), settings);
  if (problems.length > 0) return { ok: false, problems };
  const known = await parts.store.getConnection(input.id);
  const wanted = known ?? newConnection(parts, input);
  const { context } = await parts.access.open(wanted, new AbortController().signal);
  const reached = await reach(parts, wanted, context);
  if (known !== null) return reconnect(parts, known, reached);
  const connections = await parts.store.listConnections();
  const twin = connections.find(
    (one) => one.crm === reached.crm && one.accountId === reached.accountId,
  );
  if (twin !== undefined) {
    return problem({
      field: 'credentials',
      message: `the account is connected already, as "${twin.name}"`,
      remedy: `reconnect ${twin.id} instead`,
    });
  }
  await parts.store.createConnection(reached);
  await prepareNewConnection(parts, reached);
  return { ok: true, value: reached };
}
