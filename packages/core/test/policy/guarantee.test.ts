import { describe, expect, it } from 'vitest';
import type { RemoteObject, Represents, Write } from '../../src/contract/index.ts';
import { capabilitiesOf, guaranteeOf, type GuaranteeFacts } from '../../src/policy/index.ts';
import { description, field, remote } from './given.ts';

const keyed = description(field('Unify_Id__c', { unique: true }));

const without = (...parts: ('read' | 'write')[]): RemoteObject => {
  const entries = Object.entries(remote()).filter(([name]) => !parts.some((part) => part === name));
  return Object.fromEntries(entries) as unknown as RemoteObject;
};

const settings = { createWithoutKey: false };

const written = (parts: Partial<Write>, represents: Represents = 'person'): RemoteObject => {
  const { write } = remote();
  if (write === undefined) throw new Error('no write');
  return remote({ represents, write: { ...write, ...parts } });
};

const judge = (facts: Partial<GuaranteeFacts> = {}) =>
  guaranteeOf({ crm: 'Acme CRM', remote: remote(), description: keyed, settings, ...facts });

const compensating = { kind: 'compensating', historyMax: 50, history: async () => [] } as const;

describe('guaranteeOf', () => {
  it('is the strongest with a guard and a unique key (R-DUP-1)', () => {
    expect(judge()).toEqual({ update: 'atomic', create: 'uniqueKey', weaknesses: [] });
  });

  it.each([
    { given: description(), reason: 'key-missing', helps: 'Create the field Unify_Id__c' },
    {
      given: description(field('Unify_Id__c')),
      reason: 'key-not-unique',
      helps: 'Make the field Unify_Id__c unique',
    },
    {
      given: description(field('Unify_Id__c', { unique: true, creatable: false })),
      reason: 'key-not-writable',
      helps: 'Let our user fill the field Unify_Id__c',
    },
  ])('says why a create is weaker, and what helps: $reason (R-DUP-1)', (row) => {
    const guarantee = judge({ description: row.given });
    expect(guarantee).toMatchObject({ update: 'atomic', create: 'quietPeriod' });
    expect(guarantee?.weaknesses).toEqual([
      {
        of: 'create',
        reason: row.reason,
        message: expect.stringContaining('Unify_Id__c'),
        remedy: expect.stringContaining(row.helps),
      },
    ]);
  });

  it.each([
    [false, 'nothing-created', 'nothing is created here'],
    [true, 'risk-accepted', 'a second one may come of it'],
  ])(
    'says what follows where matching lags: %s, %s (R-DUP-1)',
    (createWithoutKey, reason, says) => {
      const late = written({ matchLagMs: 60_000 });
      const facts = { remote: late, settings: { createWithoutKey } };
      const unkeyed = judge({ ...facts, description: description() });
      expect(unkeyed?.weaknesses).toMatchObject([
        { reason: 'key-missing' },
        { of: 'create', reason, message: expect.stringContaining(says) },
      ]);
      expect(unkeyed?.weaknesses[1]?.remedy).toContain('createWithoutKey');
      expect(judge(facts)).toMatchObject({ create: 'uniqueKey', weaknesses: [] });
    },
  );

  it('says where an update cannot be guarded (R-OVERWRITE-7)', () => {
    expect(judge({ remote: written({ guard: { kind: 'none' } }) })).toMatchObject({
      update: 'none',
      weaknesses: [{ of: 'update', reason: 'unconditional-update', remedy: null }],
    });
  });

  it('says why an update is made good for and not refused (R-OVERWRITE-7)', () => {
    const guarantee = judge({ remote: written({ guard: compensating }) });
    expect(guarantee).toMatchObject({
      update: 'compensating',
      create: 'uniqueKey',
      weaknesses: [{ of: 'update', reason: 'unconditional-update', remedy: null }],
    });
    expect(guarantee?.weaknesses[0]?.message).toContain('Acme CRM takes any update');
    expect(guarantee?.weaknesses[0]?.message).toContain('put back');
  });

  it('promises no making good where the history is hidden (R-OVERWRITE-7)', () => {
    const { fields, allows } = keyed;
    const hidden = { fields, allows: { ...allows, read: false } };
    expect(judge({ remote: written({ guard: compensating }), description: hidden })).toMatchObject({
      update: 'none',
      weaknesses: [{ reason: 'history-hidden', remedy: expect.stringContaining('Grant') }],
    });
    expect(judge({ description: hidden })).toMatchObject({ update: 'atomic' });
  });

  it('says that of an email only fields of the product change (R-EMAIL-2)', () => {
    expect(judge({ remote: written({ guard: { kind: 'none' } }, 'email') })).toMatchObject({
      update: 'none',
      weaknesses: [{ of: 'update', reason: 'own-fields-only', remedy: null }],
    });
  });

  it('names every weakness there is', () => {
    const open = written({ guard: compensating, matchLagMs: 1 });
    const reasons = judge({ remote: open, description: description() })?.weaknesses;
    expect(reasons?.map(({ of, reason }) => `${of} ${reason}`)).toEqual([
      'update unconditional-update',
      'create key-missing',
      'create nothing-created',
    ]);
  });

  it('is none for an object that is never written', () => {
    expect(judge({ remote: without('write') })).toBeNull();
  });
});

describe('capabilitiesOf', () => {
  const { fields } = keyed;

  it('is what the connector has and the user may do', () => {
    expect(capabilitiesOf(remote(), keyed)).toEqual({
      read: true,
      create: true,
      update: true,
      remove: false,
    });
    expect(capabilitiesOf(without('read', 'write'), keyed)).toEqual({
      read: false,
      create: false,
      update: false,
      remove: false,
    });
    const allows = { read: true, create: false, update: false, remove: true };
    expect(capabilitiesOf(remote(), { allows, fields })).toEqual({
      read: true,
      create: false,
      update: false,
      remove: false,
    });
  });

  it('removes where the connector can and the user may (R-TASK-4)', () => {
    const { write } = remote();
    if (write === undefined) throw new Error('no write');
    const remove = { batchMax: 200, call: write.create.call as never };
    const removing = remote({ write: { ...write, remove } });
    expect(capabilitiesOf(removing, keyed).remove).toBe(true);
    const { allows } = keyed;
    expect(capabilitiesOf(removing, { allows: { ...allows, remove: false }, fields }).remove).toBe(
      false,
    );
  });
});
