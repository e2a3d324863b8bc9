import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActivityFacts, planActivity } from '../../src/policy/index.ts';
import { link } from './given.ts';
import { crmActivity, email, emailFacts, task, taskFacts } from './given-activity.ts';

const verdictsIn = (facts: ActivityFacts) => {
  const plan = planActivity(facts);
  const verdicts = plan.kind === 'remove' ? [] : plan.verdicts;
  return Object.fromEntries(verdicts.map(({ crmField, verdict }) => [crmField, verdict]));
};

const ourEmail = link('email-1', '003A', { crmObject: 'EmailMessage', createdByUs: true });

describe('planActivity: an email that is new', () => {
  it('is created with no mapping set up (R-EMAIL-9)', () => {
    expect(planActivity(emailFacts({ mappings: [] }))).toMatchObject({
      kind: 'create',
      fields: {
        Subject: 'Hello',
        TextBody: 'Hello Jo',
        MessageIdentifier: '<1@us.com>',
        Unify_Id__c: 'email-1',
      },
    });
  });

  it('brings the events that are known already (R-EMAIL-6)', () => {
    const record = email({ isBounced: true, clickCount: 2, firstOpenedAt: '2026-03-23T10:00:00Z' });
    expect(planActivity(emailFacts({ record }))).toMatchObject({
      fields: { Bounced__c: true, Clicks__c: 2, Opened_At__c: '2026-03-23T10:00:00.000Z' },
    });
  });

  it('says nothing of events that did not happen (R-EMAIL-6)', () => {
    const record = email({ isBounced: false, clickCount: 0, firstOpenedAt: null });
    const plan = planActivity(emailFacts({ record }));
    expect(plan).toMatchObject({ kind: 'create' });
    for (const name of ['Bounced__c', 'Clicks__c', 'Opened_At__c']) {
      expect(plan).not.toHaveProperty(`fields.${name}`);
    }
  });

  it('leaves out what may not be written, with its reason (R-OVERWRITE-6)', () => {
    const facts = emailFacts({
      record: email({ sequenceName: 'Spring' }),
      given: { Subject: 'Hello', TextBody: 'x'.repeat(21), Hidden: 'x' },
    });
    expect(planActivity(facts)).toMatchObject({ kind: 'create' });
    expect(verdictsIn(facts)).toMatchObject({
      Subject: 'fill',
      TextBody: 'not-convertible',
      Hidden: 'not-readable',
      Locked__c: 'not-writable',
    });
  });

  it('takes a mapped value before the layout, and then a default (R-EMAIL-9)', () => {
    const [mapped] = emailFacts().mappings;
    if (mapped === undefined) throw new Error('no mapping');
    const onSubject = { ...mapped, crmField: 'Subject', defaultValue: 'None' };
    const subjectIs = (platformField: string | null, given: ActivityFacts['given']) =>
      planActivity(emailFacts({ mappings: [{ ...onSubject, platformField }], given }));
    const given = { Subject: 'Hello' };
    expect(subjectIs('threadId', given)).toHaveProperty('fields.Subject', 't1');
    expect(subjectIs(null, given)).toHaveProperty('fields.Subject', 'Hello');
    expect(subjectIs(null, { Subject: null })).toHaveProperty('fields.Subject', 'None');
  });
});

describe('planActivity: an email that is recorded', () => {
  const current = crmActivity(emailFacts(), { Subject: 'Typed', Clicks__c: 1 });
  const record = email({ isBounced: true, clickCount: 3, subject: 'Changed' });

  it('stays as another integration recorded it (R-EMAIL-2, R-EMAIL-5)', () => {
    const others = { ...ourEmail, createdByUs: false };
    for (const one of [null, others, { ...ourEmail, crmId: link('x', '003B').crmId }]) {
      expect(planActivity(emailFacts({ record, current, link: one }))).toMatchObject({
        kind: 'skip',
        reason: 'recorded-already',
      });
    }
  });

  it('is taken back where another integration was first in that moment (R-EMAIL-5)', () => {
    const first = link('x', '0031').crmId;
    const facts = emailFacts({ record, current, link: ourEmail, others: [first] });
    expect(planActivity(facts)).toMatchObject({ kind: 'remove', id: '003A' });
  });

  it('stays ours where another integration came after (R-EMAIL-5)', () => {
    const second = link('x', '003B').crmId;
    const facts = emailFacts({ record, current, link: ourEmail, others: [second] });
    expect(planActivity(facts)).toMatchObject({ kind: 'update', id: '003A' });
  });

  it('gets later events in custom fields, unguarded (R-EMAIL-2, R-EMAIL-6)', () => {
    expect(planActivity(emailFacts({ record, current, link: ourEmail }))).toMatchObject({
      kind: 'update',
      id: '003A',
      fields: { Bounced__c: true, Clicks__c: 3 },
      before: { Bounced__c: null, Clicks__c: 1 },
      guarded: false,
    });
  });

  it('gets no event in a standard field (R-EMAIL-2)', () => {
    const [bounced] = emailFacts().mappings;
    if (bounced === undefined) throw new Error('no mapping');
    const mappings = [{ ...bounced, crmField: 'IsBounced' }];
    const facts = emailFacts({ record, current, link: ourEmail, mappings });
    expect(planActivity(facts)).toMatchObject({ kind: 'skip', reason: 'nothing-to-write' });
    expect(verdictsIn(facts)).toMatchObject({ IsBounced: 'kept' });
    expect(planActivity({ ...facts, current: null, link: null })).toHaveProperty(
      'fields.IsBounced',
      true,
    );
  });

  it('is ours by its unique key as well (R-EMAIL-2)', () => {
    const keyed = { ...current, fields: { ...current.fields, Unify_Id__c: 'email-1' } };
    expect(planActivity(emailFacts({ record, current: keyed })).kind).toBe('update');
  });

  it('never changes otherwise, whatever a mapping says (R-EMAIL-2, R-TIME-4)', () => {
    const facts = emailFacts({ record, current, link: ourEmail });
    expect(verdictsIn(facts)).toMatchObject({ Subject: 'kept', Subject__c: 'kept' });
    expect(planActivity({ ...facts, record: email({ clickCount: 1 }) })).toMatchObject({
      kind: 'skip',
      reason: 'nothing-to-write',
    });
  });

  it('never loses an event that the platform takes back (R-OVERWRITE-5)', () => {
    const bounced = crmActivity(emailFacts(), { Bounced__c: true, Clicks__c: 5 });
    const facts = { record: email({ isBounced: false, clickCount: 0 }), link: ourEmail };
    expect(planActivity(emailFacts({ ...facts, current: bounced })).kind).toBe('skip');
  });

  it('is not recorded again once somebody removed it (R-DUP-1)', () => {
    expect(planActivity(emailFacts({ record, link: ourEmail }))).toMatchObject({
      kind: 'skip',
      reason: 'removed-in-crm',
    });
  });
});

describe('planActivity: a task', () => {
  const ours = (written: ActivityFacts['given']) =>
    link('task-1', '003A', { crmObject: 'Task', createdByUs: true, written });
  const wrote = { Subject: 'Call', Priority: 'Normal', Unify_Id__c: 'task-1' };
  const done = { ...taskFacts().given, Status: 'Completed' };
  const plan = (fields: ActivityFacts['given'], other: Partial<ActivityFacts> = {}) =>
    planActivity(
      taskFacts({
        current: crmActivity(taskFacts(), {
          Unify_Id__c: 'task-1',
          TaskSubtype: 'Call',
          ...fields,
        }),
        link: ours(wrote),
        ...other,
      }),
    );

  it('is created by its layout alone (R-TASK-3)', () => {
    expect(planActivity(taskFacts())).toMatchObject({
      kind: 'create',
      fields: {
        Subject: 'Call Jo',
        Priority: 'Normal',
        TaskSubtype: 'Call',
        Unify_Id__c: 'task-1',
      },
    });
  });

  it('changes what still holds what we wrote, guarded (R-OVERWRITE-2)', () => {
    expect(plan({ Subject: 'Call', Priority: 'Normal' })).toMatchObject({
      kind: 'update',
      fields: { Subject: 'Call Jo' },
      before: { Subject: 'Call' },
      guarded: true,
    });
  });

  it('keeps what a person typed over it (R-OVERWRITE-2)', () => {
    expect(plan({ Subject: 'Ring Jo', Priority: 'High' })).toMatchObject({
      kind: 'skip',
      reason: 'nothing-to-write',
    });
    const unknown = { link: { ...ours(wrote), crmId: link('x', '003B').crmId } };
    expect(plan({ Subject: 'Call', Priority: 'High' }, unknown).kind).toBe('skip');
  });

  it('fills what is empty, and never clears (R-OVERWRITE-2, R-OVERWRITE-5)', () => {
    expect(plan({ Priority: 'High', Description: 'Typed' })).toMatchObject({
      fields: { Subject: 'Call Jo' },
    });
  });

  it('closes an open task once it is done (R-TASK-3)', () => {
    const other = { given: done, record: task({ status: 'COMPLETED' }) };
    for (const Status of ['Not Started', 'Waiting']) {
      expect(plan({ Subject: 'Call Jo', Priority: 'High', Status }, other)).toMatchObject({
        kind: 'update',
        fields: { Status: 'Completed' },
        guarded: true,
      });
    }
  });

  it('never opens a closed task, or closes it otherwise (R-TASK-5)', () => {
    const held = { Subject: 'Call Jo', Priority: 'High', Status: 'Done' };
    expect(plan(held, { given: done }).kind).toBe('skip');
    const opened = {
      given: { ...done, Status: 'Not Started' },
      link: ours({ ...wrote, Status: 'Done' }),
    };
    expect(plan(held, opened).kind).toBe('skip');
  });

  it('is removed with what it held (R-TASK-4)', () => {
    const record = task({ status: 'DELETED' });
    expect(plan({ Subject: 'Call' }, { record })).toMatchObject({
      kind: 'remove',
      id: '003A',
      before: { Subject: 'Call' },
    });
  });

  it('is removed once only (R-TASK-4)', () => {
    const facts = taskFacts({ record: task({ status: 'CANCELED' }), link: ours(wrote) });
    expect(planActivity(facts)).toMatchObject({ kind: 'skip', reason: 'nothing-to-write' });
  });

  it('never touches a value that is not ours (R-OVERWRITE-2)', () => {
    const texts = fc.constantFrom(null, 'Call', 'Call Jo', 'Ring Jo');
    const statuses = fc.constantFrom(null, 'Not Started', 'Waiting', 'Completed', 'Done');
    const fields = fc.record({ Subject: texts, Description: texts, Status: statuses });
    fc.assert(
      fc.property(fields, fields, fields, (held, given, written) => {
        const decision = plan(held, { given, link: ours(written) });
        if (decision.kind !== 'update') return;
        for (const name of ['Subject', 'Description'] as const) {
          if (!(name in decision.fields)) continue;
          expect(held[name] === null || held[name] === written[name]).toBe(true);
        }
        expect(
          'Status' in decision.fields && ['Completed', 'Done'].includes(held.Status ?? ''),
        ).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('plans nothing the second time (R-DUP-2)', () => {
    const texts = fc.constantFrom(null, '', 'Call', 'Ring Jo', ' x ');
    const fields = fc.record({ Subject: texts, Description: texts });
    fc.assert(
      fc.property(fields, fields, fields, (held, given, written) => {
        const before = crmActivity(taskFacts(), { Unify_Id__c: 'task-1', ...held });
        const first = plan(held, { given, current: before, link: ours(written) });
        if (first.kind !== 'update') return;
        const current = { ...before, fields: { ...before.fields, ...first.fields } };
        const again = { given, current, link: ours({ ...written, ...first.fields }) };
        expect(plan(held, again).kind).toBe('skip');
      }),
      { numRuns: 500 },
    );
  });
});
