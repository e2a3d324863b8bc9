import type { Connection, ConnectionSettings } from '../platform/index.ts';
import { checkSettings } from './check-settings.ts';
import type { Answer, EngineParts } from './engine.ts';
import { noConnection } from './input-problem.ts';
import { connectorOf } from './open-work.ts';

/** Changes the settings named; what is written from now on follows them. */
export async function updateSettings(
  parts: EngineParts,
  connectionId: string,
  changed: Partial<ConnectionSettings>,
): Promise<Answer<Connection>> {
  const known = await parts.store.getConnection(connectionId);
  if (known === null) return noConnection;
  const settings = { ...known.settings, ...changed };
  const problems = checkSettings(connectorOf(parts, known.crm), settings);
  if (problems.length > 0) return { ok: false, problems };
  await parts.store.changeConnection(connectionId, { settings });
  return { ok: true, value: { ...known, settings } };
}
