import { describe, expect, it } from 'vitest';
import type { RemoteObject } from '../../src/contract/index.ts';
import { capabilitiesOf, guaranteeOf } from '../../src/policy/index.ts';
import { description, field, remote } from './given.ts';

const keyed = description(field('Unify_Id__c', { unique: true }));

const without = (...parts: ('read' | 'write')[]): RemoteObject => {
  const entries = Object.entries(remote()).filter(([name]) => !parts.some((part) => part === name));
  return Object.fromEntries(entries) as unknown as RemoteObject;
};

describe('guaranteeOf', () => {
  it('is the strongest with a guard and a unique key (R-DUP-1)', () => {
    expect(guaranteeOf(remote(), keyed)).toEqual({
      update: 'atomic',
      create: 'uniqueKey',
      because: null,
    });
  });

  it.each([
    { given: description(), says: 'does not exist' },
    { given: description(field('Unify_Id__c')), says: 'is not unique' },
    {
      given: description(field('Unify_Id__c', { unique: true, creatable: false })),
      says: 'may not write',
    },
  ])('says why a create is weaker: it $says (R-DUP-1)', ({ given, says }) => {
    const guarantee = guaranteeOf(remote(), given);
    expect(guarantee).toMatchObject({ update: 'atomic', create: 'quietPeriod' });
    expect(guarantee.because).toContain(says);
  });

  it('says where an update cannot be guarded (R-OVERWRITE-7)', () => {
    const { write } = remote();
    const open: RemoteObject =
      write === undefined ? remote() : remote({ write: { ...write, guard: { kind: 'none' } } });
    expect(guaranteeOf(open, keyed)).toMatchObject({
      update: 'none',
      because: 'The CRM has no conditional update.',
    });
  });

  it('says why an update is made good for and not refused (R-OVERWRITE-7)', () => {
    const { write } = remote();
    if (write === undefined) throw new Error('no write');
    const guard = { kind: 'compensating', historyMax: 50, history: async () => [] } as const;
    const guarantee = guaranteeOf(remote({ write: { ...write, guard } }), keyed);
    expect(guarantee).toMatchObject({ update: 'compensating', create: 'uniqueKey' });
    expect(guarantee.because).toContain('put back');
  });

  it('promises nothing for an object that is not written', () => {
    expect(guaranteeOf(without('write'), keyed)).toMatchObject({
      update: 'none',
      create: 'quietPeriod',
    });
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
