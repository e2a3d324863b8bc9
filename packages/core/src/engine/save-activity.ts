import type { FieldValue } from '../contract/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import type { ConnectionSwitches, NewWriteRequest } from '../ports/index.ts';
import { askForReplies } from './ask-for-replies.ts';
import type { EngineParts, SyncOptions, SyncReceipt } from './engine.ts';
import { changeRecord } from './platform-change.ts';

/** How often a save is tried anew when a record changes under it. */
const saveAttemptsMax = 10;

/** An email or a task to store and to write. */
export interface ActivityToSave {
  readonly object: 'emailMessage' | 'task';
  /** The platform's id of it first, then its message id. */
  readonly keys: readonly [string, ...string[]];
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** The person's normalised address. */
  readonly person: string;
  readonly options: SyncOptions;
  readonly connections: readonly ConnectionSwitches[];
}

/** The person that the activity is about: unknown people are kept, but not written (R-EMAIL-3). */
async function personOf(
  parts: EngineParts,
  email: string,
): Promise<{ readonly id: string; readonly isNew: readonly PlatformRecord[] }> {
  const known = await parts.store.findRecord('person', email);
  if (known !== null) return { id: known.id, isNew: [] };
  const change = { object: 'person', keys: [email], fields: {}, companyId: null } as const;
  const from = { id: parts.random.id(), now: parts.clock.now() };
  const person = changeRecord(null, change, from);
  return { id: person.id, isNew: [person] };
}

function changed(
  parts: EngineParts,
  known: PlatformRecord | null,
  from: { readonly activity: ActivityToSave; readonly personId: string },
): PlatformRecord {
  const { activity, personId } = from;
  const [key] = activity.keys;
  return {
    id: known?.id ?? parts.random.id(),
    object: activity.object,
    key,
    keys: [...new Set([...(known?.keys ?? []), ...activity.keys])],
    fields: { ...known?.fields, ...activity.fields },
    sources: {},
    companyId: null,
    personId,
    version: (known?.version ?? 0) + 1,
    updatedAt: parts.clock.now(),
  };
}

function toRequest(
  parts: EngineParts,
  record: PlatformRecord,
  from: { readonly activity: ActivityToSave; readonly connectionId: string },
): NewWriteRequest {
  const { options, object } = from.activity;
  const now = parts.clock.now();
  return {
    id: parts.random.id(),
    connectionId: from.connectionId,
    object,
    recordId: record.id,
    defaults: options.defaults ?? {},
    trigger: { play: options.play ?? null, sequence: options.sequence ?? null },
    dueAt: now,
    createdAt: now,
  };
}

async function trySave(parts: EngineParts, activity: ActivityToSave): Promise<SyncReceipt | null> {
  const known = await parts.store.findRecord(activity.object, activity.keys[0]);
  const person = await personOf(parts, activity.person);
  const record = changed(parts, known, { activity, personId: person.id });
  const requests = activity.connections.map(({ id }) =>
    toRequest(parts, record, { activity, connectionId: id }),
  );
  const requestIds = await parts.store.saveAndRequest([...person.isNew, record], requests);
  return requestIds === 'conflict' ? null : { record, requestIds };
}

/** Stores an email or a task and asks for its writing, in one transaction. */
export async function saveActivity(
  parts: EngineParts,
  activity: ActivityToSave,
): Promise<SyncReceipt> {
  for (let attempt = 0; attempt < saveAttemptsMax; attempt += 1) {
    const saved = await trySave(parts, activity);
    if (saved === null) continue;
    if (activity.object === 'emailMessage') {
      await askForReplies(parts, saved.record, {
        connections: activity.connections,
        request: (record, connectionId) => toRequest(parts, record, { activity, connectionId }),
      });
    }
    for (const { id } of activity.connections) {
      await parts.queue.ring({ work: 'write', connectionId: id });
    }
    return saved;
  }
  throw new Error('platform records kept changing while they were saved');
}
