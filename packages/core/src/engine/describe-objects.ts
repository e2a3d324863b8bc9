import type { Connector, Context, Cursor, ObjectDescription } from '../contract/index.ts';
import { isSyncError } from '../contract/index.ts';

/** Every object of the CRM that our user can see, by CRM name; told along what is read next. */
export async function describeObjects(
  connector: Connector,
  context: Context,
  read: Readonly<Record<string, Cursor | null>>,
): Promise<Record<string, ObjectDescription>> {
  await connector.prepare?.(context, { describe: Object.keys(connector.objects), read });
  const described = new Map<string, ObjectDescription>();
  for (const [name, object] of Object.entries(connector.objects)) {
    try {
      described.set(name, await object.describe(context));
    } catch (error) {
      if (isSyncError(error) && hidden.has(error.code)) continue;
      throw error;
    }
  }
  return Object.fromEntries(described);
}

/** Answers of a CRM about an object that our user may not see. */
const hidden: ReadonlySet<string> = new Set(['not-found', 'forbidden']);
