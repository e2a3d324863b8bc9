import assert from 'node:assert/strict';
import type { Draft, DraftLink, Fields, RemoteId } from '@concord/core/contract';
import { callTask, emailTask, replyEmail, sentEmail } from '../activity-contents.ts';
import { ofAnother, seedHangings } from '../activity-links.ts';
import { defineAudit, type Trial } from '../audit.ts';
import type { FaultKind } from '../sandbox.ts';
import {
  createdByUs,
  createOne,
  during,
  errorsOf,
  idsOf,
  matchIds,
  mutationsOf,
  passLag,
} from '../write-records.ts';

type Writer = Trial<'write'>;

/** Two tasks, a call first, or two emails, as the object holds them. */
const layOut = async (trial: Trial<'activities'>): Promise<Fields[]> => {
  const { task, email } = trial.activities;
  const description = await trial.object.describe(trial.sandbox.context());
  return [
    ...(task ? [callTask, emailTask].map((one) => task(one, description)) : []),
    ...(email ? [sentEmail, replyEmail].map((one) => email(one, description)) : []),
  ];
};

const createDrafts = async ({ write, sandbox }: Writer, drafts: Draft[]): Promise<RemoteId[]> =>
  idsOf(await write.create.call(sandbox.context(), drafts));

const inOrder = (links: readonly DraftLink[]): DraftLink[] =>
  [...links].toSorted((a, b) => (a.role < b.role ? -1 : 1));

const hangsOn = defineAudit({
  id: 'ACT-01',
  title: 'MUST hang an activity on its person, company and owner (R-TASK-2, R-EMAIL-7)',
  needs: ['write', 'activities', 'hangings'],
  run: async (trial) => {
    const layouts = await layOut(trial);
    assert.ok(layouts.length > 0, 'holds no activities');
    for (const { given, shown } of await seedHangings(trial)) {
      const drafts = layouts.map((fields) => ({ fields, links: given }));
      const ids = await createDrafts(trial, drafts);
      for (const [at, id] of ids.entries())
        assert.deepEqual(
          inOrder(await trial.hangings(trial.name, id)),
          inOrder(shown),
          `activity ${at} of a ${shown[0]?.object}`,
        );
    }
  },
});

const lostAfter: readonly FaultKind[] = ['answer-lost', 'failed-after', 'garbled'];

const findsLostEmails = defineAudit({
  id: 'ACT-02',
  title: 'MUST find by its message id an email whose create was lost (R-EMAIL-5, R-DUP-1)',
  needs: ['write', 'layOutEmail'],
  run: async (trial) => {
    const description = await trial.object.describe(trial.sandbox.context());
    const [hanging] = await seedHangings(trial);
    for (const [at, kind] of lostAfter.entries()) {
      const messageId = `<lost-${at}@platform.example>`;
      const fields = trial.layOutEmail({ ...sentEmail, messageId }, description);
      await trial.sandbox.inject({ kind, on: 'write', nth: 1, times: 1 });
      const drafts = [{ fields, links: hanging?.given ?? [] }];
      const [error] = await errorsOf(() =>
        trial.write.create.call(trial.sandbox.context(), drafts),
      );
      assert.equal(error?.effect, 'unknown', kind);
      await passLag(trial);
      const found = await matchIds(trial, { kind: 'message-id', value: messageId });
      assert.equal(found.length, 1, `finds ${found.length} emails (${kind})`);
    }
    assert.equal((await createdByUs(trial)).length, lostAfter.length);
  },
});

const removesOnce = defineAudit({
  id: 'ACT-03',
  title: 'MUST remove a record in one request, and call one that is gone removed (R-TASK-4)',
  needs: ['write', 'removal'],
  run: async (trial) => {
    const ids = [await createOne(trial, 1), await createOne(trial, 2)];
    const remove = (): Promise<unknown> =>
      trial.removal.call(trial.sandbox.context(), ids).then(idsOf);
    const { changes, calls } = await during(trial, async () => {
      assert.deepEqual(await remove(), ids);
      assert.deepEqual(await remove(), ids);
    });
    assert.equal(mutationsOf(calls).length, 2);
    const removed = changes.filter(
      ({ kind, object }) => kind === 'removed' && object === trial.name,
    );
    assert.deepEqual(removed.map(({ id }) => id).toSorted(), ids.toSorted());
    for (const id of ids) assert.equal(await trial.sandbox.holds(trial.name, id), null);
    assert.deepEqual(await trial.removal.call(trial.sandbox.context(), []), []);
  },
});

const findsCreated = defineAudit({
  id: 'ACT-04',
  title: 'MUST find what a lost create made where no key tells, and nothing else (R-DUP-1)',
  needs: ['write', 'findCreated', 'activities'],
  run: async (trial) => {
    const { sandbox, connector } = trial;
    const [fields, otherFields] = await layOut(trial);
    const [first] = await seedHangings(trial);
    assert.ok(fields && otherFields && first);
    const second = await ofAnother(trial, first);
    const { userId } = await connector.identify(sandbox.context());
    const draft: Draft = { fields, links: first.given };
    await createDrafts(trial, [draft]);
    await sandbox.advance(5000);
    const since = sandbox.now();
    const find = async (one: Draft): Promise<RemoteId[]> => {
      const records = await trial.findCreated(sandbox.context(), { draft: one, since, userId });
      return records.map(({ id }) => id);
    };
    await sandbox.seed(trial.name, [fields]);
    assert.deepEqual(await find(draft), [], 'finds one that is older, or somebody else’s');
    const [id] = await createDrafts(trial, [draft]);
    assert.deepEqual(await find(draft), [id]);
    assert.deepEqual(await find({ fields: otherFields, links: first.given }), [], 'finds another');
    // An email is told by its message id, whomever it hangs on.
    if (trial.object.represents === 'task')
      assert.deepEqual(await find({ fields, links: second }), [], 'finds another person’s');
  },
});

const readsTasks = defineAudit({
  id: 'ACT-05',
  title: 'MUST tell of a task whether it is done, of an email nothing (R-TASK-5, R-TASK-7)',
  needs: ['write', 'activities', 'readTask'],
  run: async (trial) => {
    const { activities, sandbox, object } = trial;
    const description = await object.describe(sandbox.context());
    const [hanging] = await seedHangings(trial);
    const links = hanging?.given ?? [];
    const stateOf = async (fields: Fields) => {
      const ids = await createDrafts(trial, [{ fields, links }]);
      const [record] = await trial.write.get(sandbox.context(), {
        ids,
        fields: object.alwaysRead ?? [],
      });
      return record ? trial.readTask(record.fields, description) : null;
    };
    for (const kind of ['call', 'action'] as const)
      for (const isDone of [false, true]) {
        const content = { ...callTask, kind, isDone, endedAt: isDone ? sandbox.now() : null };
        const state = await stateOf(activities.task?.(content, description) ?? {});
        const told = `${isDone ? 'a done' : 'an open'} ${kind}`;
        assert.equal(state?.isDone, isDone, told);
        // A task that does not tell whom it is about is completed by no dialer's call.
        if (state.people.length === 0) continue;
        assert.deepEqual([state.isCall, state.people], [kind === 'call', [links[0]?.id]], told);
      }
    const email = activities.task?.(emailTask, description) ?? {};
    assert.equal(await stateOf(email), null, 'an email');
  },
});

/** Emails and tasks. */
export const activityAudits = [
  hangsOn,
  findsLostEmails,
  removesOnce,
  findsCreated,
  readsTasks,
] as const;
