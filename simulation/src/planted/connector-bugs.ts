import { createSyncError, isSyncError, toCursor } from '@concord/core/contract';
import type { Connector, Create, FieldVersion, RemoteObject, Write } from '@concord/core/contract';
import type { PlantedBug } from './planted-bug.ts';
import { withObjects, withRecords, withWrites } from './wrap.ts';

const doubled = 'one record for a platform record';
const beside = 'nothing is created beside a match';
const replaced = "no person's value is replaced";
const lost = "a person's value is in force again";
const mirror = 'the mirror equals the CRM';

const withCreate = (
  connector: Connector,
  change: (create: Create, write: Write) => Create['call'],
) =>
  withWrites(connector, (write) => ({
    ...write,
    create: { ...write.create, call: change(write.create, write) },
  }));

/** Says of every lost answer that nothing happened. */
const sureOfFailure =
  (create: Create): Create['call'] =>
  async (context, drafts) => {
    try {
      return await create.call(context, drafts);
    } catch (thrown) {
      if (!isSyncError(thrown)) throw thrown;
      throw createSyncError(thrown.message, { ...thrown, retry: 'later', effect: 'none' });
    }
  };

const sendsAgain =
  (create: Create): Create['call'] =>
  (context, drafts) =>
    create.call(context, drafts).catch(() => create.call(context, drafts));

const ourClock = (connector: Connector): Connector =>
  withObjects(connector, (object) => {
    const { read } = object;
    if (read === undefined) return object;
    const page: typeof read.page = async (context, request) => {
      const answer = await read.page(context, request);
      if (answer.more) return answer;
      const cursor = JSON.parse(answer.cursor) as Record<string, unknown>;
      const from = `${context.now().slice(0, 19)}.000Z`;
      return { ...answer, cursor: toCursor(JSON.stringify({ ...cursor, from })) };
    };
    return { ...object, read: { ...read, page } };
  });

/** Shows another past than the CRM remembers. */
const withPast = (
  connector: Connector,
  change: (versions: readonly FieldVersion[]) => readonly FieldVersion[],
) =>
  withWrites(connector, (write) => {
    const { guard } = write;
    if (guard.kind !== 'compensating') return write;
    const history: typeof guard.history = async (context, request) =>
      (await guard.history(context, request)).map(
        (past) =>
          past &&
          Object.fromEntries(Object.entries(past).map(([name, all]) => [name, change(all)])),
      );
    return { ...write, guard: { ...guard, history } };
  });

/** Of what people typed only the first, as if nobody typed while it was put back. */
const firstOnly = (versions: readonly FieldVersion[]) => {
  const first = versions.findLastIndex(({ ours, value }) => !ours && value !== null);
  return versions.filter(({ ours }, at) => ours || at >= first);
};

/** Finds no record of a kind by its keys. */
const blindTo = (connector: Connector, kind: RemoteObject['represents']) =>
  withWrites(connector, (write, { represents }) =>
    represents === kind
      ? { ...write, match: async (_context, { keys }) => keys.map(() => []) }
      : write,
  );

/** Where the CRM refuses no update, and people edit what is being written. */
const compensated = { compensates: true, rivalEdit: 0.5 } as const;

/** Where no unique key keeps us from a second record, and answers are lost. */
const keyless = { productFields: false, lostAfter: 0.35 } as const;

/** Bugs in what is asked of the CRM, and in what is made of its answers. */
export const connectorBugs: readonly PlantedBug[] = [
  {
    name: 'the first of several duplicates is written',
    isPlain: true,
    breaks: ['the duplicate changed last is written'],
    connector: (one) => withWrites(one, (write) => ({ ...write, tieBreaks: { default: [] } })),
  },
  {
    name: 'a field that was not read counts as empty',
    isPlain: true,
    knobs: { compensates: false },
    breaks: [replaced],
    connector: (one) =>
      withRecords(one, (record) => ({ ...record, fields: { ...record.fields, Title: null } })),
  },
  {
    name: 'updates are not guarded',
    isPlain: true,
    knobs: { compensates: false, rivalEdit: 0.5 },
    breaks: [replaced],
    connector: (one) =>
      withWrites(one, (write) => {
        const { guard, update } = write;
        if (guard.kind !== 'atomic' || update === undefined) return write;
        const call: typeof guard.call = (context, changes) =>
          update.call(
            context,
            changes.map(({ id, fields }) => ({ id, fields })),
          );
        return { ...write, guard: { ...guard, call } };
      }),
  },
  {
    name: 'what an update replaced is not looked for',
    isPlain: true,
    knobs: compensated,
    breaks: [lost],
    connector: (one) => withPast(one, () => []),
  },
  {
    name: 'what is typed while a value is put back is overlooked',
    isPlain: true,
    knobs: compensated,
    breaks: [lost],
    connector: (one) => withPast(one, firstOnly),
  },
  {
    name: 'a hidden record counts as removed',
    knobs: { productFields: false, events: 60 },
    breaks: [doubled],
    connector: (one) =>
      withObjects(one, (object) =>
        object.read === undefined
          ? object
          : { ...object, read: { ...object.read, removed: async (_context, ids) => [...ids] } },
      ),
  },
  {
    name: 'emails are not looked for by their message id',
    isPlain: true,
    breaks: [beside],
    connector: (one) => blindTo(one, 'email'),
  },
  {
    name: 'the mirror alone says that there is no match',
    breaks: [beside, doubled],
    connector: (one) =>
      withWrites(one, (write) => ({
        ...write,
        match: async (_context, { keys }) => keys.map(() => []),
      })),
  },
  {
    name: 'what a lost create made is never found',
    knobs: keyless,
    breaks: [doubled],
    connector: (one) => withWrites(one, (write) => ({ ...write, findCreated: async () => [] })),
  },
  {
    name: 'a time-out is taken for a failure',
    knobs: keyless,
    breaks: [doubled],
    connector: (one) => withCreate(one, sureOfFailure),
  },
  {
    name: 'a create is sent again at once',
    isPlain: true,
    knobs: keyless,
    breaks: [doubled],
    connector: (one) => withCreate(one, sendsAgain),
  },
  {
    name: 'the cursor is taken from our clock',
    isPlain: true,
    knobs: { crms: ['salesforce'] },
    breaks: [mirror],
    connector: ourClock,
  },
  {
    name: 'in HubSpot, what an update replaced is not looked for',
    isPlain: true,
    knobs: { crms: ['hubspot'], rivalEdit: 0.5 },
    breaks: [lost],
    connector: (one) => withPast(one, () => []),
  },
  {
    name: 'in HubSpot, the index is believed although it is late',
    knobs: { crms: ['hubspot'], productFields: false, indexLagMs: 60_000 },
    breaks: [beside, doubled],
    connector: (one) => withWrites(one, (write) => ({ ...write, matchLagMs: 0 })),
  },
  {
    name: 'what is written once is shown as empty',
    isPlain: true,
    breaks: ['what is written once stays'],
    connector: (one) =>
      withRecords(one, (record) => ({ ...record, fields: { ...record.fields, First__c: null } })),
  },
  {
    name: 'removed records are passed over',
    isPlain: true,
    breaks: [mirror],
    connector: (one) => withRecords(one, (record) => (record.removed ? null : record)),
  },
  {
    name: 'whatever we created counts as untouched',
    breaks: ['what somebody touched is not removed', 'what something hangs on is not removed'],
    connector: (one) =>
      withWrites(one, (write) => ({
        ...write,
        touched: async (_context, { ids }) => ids.map(() => false),
      })),
  },
];
