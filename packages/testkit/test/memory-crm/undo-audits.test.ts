import type { Change, Connector, RemoteId, Write } from '@concord/core/contract';
import { runAudit, selectCases } from '@concord/testkit/conformance';
import type { AuditId, Case } from '@concord/testkit/conformance';
import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import type { MemoryCrm } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { memorySamples, sandboxOf } from './memory-sandbox.ts';

/** What is otherwise in the writing of a broken connector. */
type Break = (write: Write, crm: MemoryCrm) => Partial<Write>;

const broken = (crm: MemoryCrm, change: Break): Connector => ({
  ...crm.connector,
  objects: Object.fromEntries(
    Object.entries(crm.connector.objects).map(([name, object]) => [
      name,
      object.write
        ? { ...object, write: { ...object.write, ...change(object.write, crm) } }
        : object,
    ]),
  ),
});

/** What is to be audited, in a CRM of its own: it is reached without a wire. */
const casesIn = async (compensates: boolean, change: Break) => {
  const crm = createMemoryCrm(crmObjects, { compensates });
  const sandbox = () => sandboxOf(crm);
  const entry = new URL(import.meta.url);
  const options = { sandbox, entry, samples: memorySamples, deviations: {} };
  const cases = await selectCases(broken(crm, change), options);
  return { sandbox, cases: cases.filter(({ audit }) => audit.id.startsWith('UNDO-')) };
};

const nameOf = ({ subject, audit }: Case) => `${subject.name} ${audit.id}`;

/** The audits that were made, and those that did not pass. */
const auditAll = async (compensates: boolean, change: Break = () => ({})) => {
  const { cases: all } = await casesIn(compensates, change);
  const failed: Case[] = [];
  for (const at of all.keys()) {
    const { sandbox, cases } = await casesIn(compensates, change);
    const one = cases[at];
    if (one !== undefined && (await runAudit(one.audit, one.subject, sandbox)) !== null) {
      failed.push(one);
    }
  }
  return { all, failed };
};

const changeChanges =
  (change: (one: Change) => Change): Break =>
  ({ update, guard }) => ({
    ...(update && {
      update: { ...update, call: (context, all) => update.call(context, all.map(change)) },
    }),
    ...(guard.kind === 'atomic' && {
      guard: {
        ...guard,
        call: (context, all) =>
          guard.call(
            context,
            all.map((one) => ({ ...change(one), revision: one.revision })),
          ),
      },
    }),
  });

const emptyOf = ({ fields }: Change) => Object.keys(fields).filter((name) => fields[name] === null);

type Touched = NonNullable<Write['touched']>;

const changeTouched =
  (change: (touched: Touched) => Touched): Break =>
  ({ touched }) =>
    touched ? { touched: change(touched) } : {};

/** Answers `false` for ids that a connector has noted in some way of its own, or for all others. */
const forgetful =
  (
    noted: (write: Write, note: (id: RemoteId) => void) => Partial<Write>,
    isTrusted: (isNoted: boolean) => boolean,
  ): Break =>
  (write, crm) => {
    const ids = new Set<RemoteId>();
    const trusting = changeTouched((touched) => async (context, request) => {
      const told = await touched(context, request);
      return request.ids.map((id, at) => !isTrusted(ids.has(id)) && told[at] !== false);
    });
    return { ...noted(write, (id) => ids.add(id)), ...trusting(write, crm) };
  };

const notesUpdates = ({ update }: Write, note: (id: RemoteId) => void): Partial<Write> =>
  update === undefined
    ? {}
    : {
        update: {
          ...update,
          call: (context, changes) => {
            for (const { id } of changes) note(id);
            return update.call(context, changes);
          },
        },
      };

const notesCreates = ({ create }: Write, note: (id: RemoteId) => void): Partial<Write> => ({
  create: {
    ...create,
    call: async (context, drafts) => {
      const results = await create.call(context, drafts);
      for (const result of results) if (result.ok) note(result.id);
      return results;
    },
  },
});

/** Asks who changed a record, and not what names it. */
const seesNothingHang: Break = (_, { state, unseen }) => ({
  touched: async (_context, { ids, userId }) =>
    ids.map((id) => {
      const isSeen = state.get(id)?.removed === false && !unseen.has(id);
      return !isSeen || state.history.some((one) => one.id === id && one.user !== userId);
    }),
});

/** A connector broken in one way, and the audit that must notice, and no other. */
const mutants: readonly { audit: AuditId; fault: string; change: Break }[] = [
  {
    audit: 'UNDO-01',
    fault: 'leaves what is to be cleared as it is',
    change: changeChanges(({ clears: _clears, ...one }) => one),
  },
  {
    audit: 'UNDO-02',
    fault: 'clears what a change has no value for',
    change: changeChanges((one) => ({ ...one, clears: [...(one.clears ?? []), ...emptyOf(one)] })),
  },
  {
    audit: 'UNDO-03',
    fault: 'tells of records in the order of their ids',
    change: changeTouched(
      (touched) => (context, request) =>
        touched(context, { ...request, ids: request.ids.toSorted() }),
    ),
  },
  {
    audit: 'UNDO-04',
    fault: 'forgets what others did once it has written itself',
    change: forgetful(notesUpdates, (isNoted) => isNoted),
  },
  {
    audit: 'UNDO-05',
    fault: 'takes for untouched what somebody else made',
    change: forgetful(notesCreates, (isNoted) => !isNoted),
  },
  {
    audit: 'UNDO-06',
    fault: 'does not look at what hangs on a record',
    change: seesNothingHang,
  },
];

describe.each([{ compensates: false }, { compensates: true }])(
  'the memory CRM, compensating: $compensates,',
  ({ compensates }) => {
    it('passes every audit of undoing', async () => {
      const { all, failed } = await auditAll(compensates);
      expect(failed.map(nameOf)).toEqual([]);
      expect(new Set(all.map(({ audit }) => audit.id)).size).toBe(6);
      expect(all.length).toBeGreaterThan(20);
    });

    it.each(mutants)('is caught by $audit alone when it $fault', async ({ audit, change }) => {
      const { failed } = await auditAll(compensates, change);
      expect([...new Set(failed.map((one) => one.audit.id))]).toEqual([audit]);
    });
  },
);
