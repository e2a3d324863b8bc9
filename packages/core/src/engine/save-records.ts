import type { MatchedObject, PlatformRecord } from '../platform/index.ts';
import type { ConnectionSwitches, NewWriteRequest } from '../ports/index.ts';
import { automationFields } from './automation-fields.ts';
import { namedDefaults } from './defaults-for.ts';
import type { EngineParts, SyncOptions } from './engine.ts';
import { changeRecord } from './platform-change.ts';
import type { PlatformChange } from './platform-change.ts';

/** How often a save is tried anew when a record changes under it. */
const saveAttemptsMax = 10;

/** A company or a person to store, and whatever else it needs to be known of. */
export interface RecordToSave {
  readonly object: MatchedObject;
  readonly keys: readonly string[];
  readonly fields: PlatformChange['fields'];
}

/** What a caller wants to be stored and written together. */
export interface SaveOrder {
  /** The person's company; `null` when none is given. */
  readonly company: RecordToSave | null;
  readonly person: RecordToSave | null;
  readonly options: SyncOptions;
  readonly connections: readonly ConnectionSwitches[];
}

/** Saved records in the order written: a company before its person. */
export interface Saved {
  readonly records: readonly PlatformRecord[];
  readonly requestIds: readonly string[];
}

/** The record that has one of the keys, and the keys that no other record has. */
async function find(parts: EngineParts, wanted: RecordToSave) {
  const owners = await Promise.all(
    wanted.keys.map((key) => parts.store.findRecord(wanted.object, key)),
  );
  const known = owners.find((owner) => owner !== null) ?? null;
  const free = wanted.keys.filter((_, i) => owners[i] === null || owners[i]?.id === known?.id);
  return { known, keys: free };
}

async function changed(
  parts: EngineParts,
  wanted: RecordToSave,
  from: { readonly order: SaveOrder; readonly companyId: string | undefined },
): Promise<PlatformRecord> {
  const { known, keys } = await find(parts, wanted);
  const now = parts.clock.now();
  const { options } = from.order;
  const automation = automationFields(wanted.object, known, { options, now });
  const change: PlatformChange = {
    object: wanted.object,
    keys,
    fields: { ...wanted.fields, ...automation },
    companyId: from.companyId,
  };
  return changeRecord(known, change, { id: parts.random.id(), now });
}

/** A company that comes with a person takes only the defaults that name its object. */
const defaultsOf = ({ object }: Pick<PlatformRecord, 'object'>, { person, options }: SaveOrder) =>
  object === 'company' && person !== null
    ? namedDefaults(options.defaults ?? {})
    : (options.defaults ?? {});

function toRequest(
  parts: EngineParts,
  record: Pick<PlatformRecord, 'id' | 'object'>,
  from: { readonly order: SaveOrder; readonly connectionId: string },
): NewWriteRequest {
  const now = parts.clock.now();
  const { options, connectionId } = { ...from, options: from.order.options };
  return {
    id: parts.random.id(),
    connectionId,
    object: record.object,
    recordId: record.id,
    defaults: defaultsOf(record, from.order),
    trigger: { play: options.play ?? null, sequence: options.sequence ?? null },
    dueAt: now,
    createdAt: now,
  };
}

/** Where new people become leads, a person's company is only text of the lead (R-PERSON-5). */
const isWrittenTo = (
  { settings }: ConnectionSwitches,
  record: Pick<PlatformRecord, 'object'>,
  { person }: SaveOrder,
): boolean =>
  record.object !== 'company' || person === null || settings.createAs === 'contactsAndAccounts';

/** A company is written whenever a person of it is (R-COMPANY-3). */
const companyOf = (person: PlatformRecord | null, company: PlatformRecord | null) =>
  company === null && person !== null && person.companyId !== null
    ? [{ id: person.companyId, object: 'company' as const }]
    : [];

async function trySave(parts: EngineParts, order: SaveOrder): Promise<Saved | null> {
  const company =
    order.company && (await changed(parts, order.company, { order, companyId: undefined }));
  const person =
    order.person && (await changed(parts, order.person, { order, companyId: company?.id }));
  const records = [company, person].filter((record) => record !== null);
  const requests = [...companyOf(person, company), ...records].flatMap((record) =>
    order.connections
      .filter((connection) => isWrittenTo(connection, record, order))
      .map(({ id }) => toRequest(parts, record, { order, connectionId: id })),
  );
  const stored = await parts.store.saveAndRequest(records, requests);
  return stored === 'conflict' ? null : { records, requestIds: stored };
}

/** Stores the records and asks for their writing, in one transaction. */
export async function saveRecords(parts: EngineParts, order: SaveOrder): Promise<Saved> {
  for (let attempt = 0; attempt < saveAttemptsMax; attempt += 1) {
    const saved = await trySave(parts, order);
    if (saved === null) continue;
    for (const { id } of order.connections) {
      await parts.queue.ring({ work: 'write', connectionId: id });
    }
    return saved;
  }
  throw new Error('platform records kept changing while they were saved');
}
