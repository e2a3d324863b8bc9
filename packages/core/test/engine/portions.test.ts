import { toRemoteId } from '@concord/core/contract';
import type { Plan } from '@concord/core/ports';
import { createMemoryCrm } from '@concord/testkit/memory-crm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPortions } from '../../src/engine/portions.ts';

const { write } = createMemoryCrm().connector.objects['Person']!;

const call = fc.record({
  operation: fc.constantFrom('create' as const, 'update' as const, 'remove' as const),
  revision: fc.constantFrom(null, '1'),
  crmId: fc.constantFrom(...['p1', 'p2', 'p3', 'p4'].map(toRemoteId)),
});

type Call = Pick<Plan, 'operation' | 'revision' | 'crmId'>;

const sorted = fc.array(call, { maxLength: 120 }).map((calls) =>
  calls.map(({ operation, revision, crmId }): Call => ({
    operation,
    revision: operation === 'update' ? revision : null,
    crmId: operation === 'create' ? null : crmId,
  })),
);

const portionsOf = (calls: readonly Call[]) => toPortions(write!, calls, (one) => one);

describe('portions of calls', () => {
  it('name a record once, in the order in which it was planned for (R-DUP-5)', () => {
    fc.assert(
      fc.property(sorted, (calls) => {
        const portions = portionsOf(calls);
        expect(new Set(portions.flatMap(({ calls: some }) => some))).toEqual(new Set(calls));
        for (const { calls: some } of portions) {
          const ids = some.flatMap(({ crmId }) => crmId ?? []);
          expect(new Set(ids).size).toBe(ids.length);
        }
        const updatesOf = (all: readonly Call[]) =>
          all.filter(({ operation, revision, crmId }) => {
            return operation === 'update' && revision === null && crmId === 'p1';
          });
        const sent = portions.flatMap(({ calls: some }) => some);
        expect(updatesOf(sent)).toEqual(updatesOf(calls));
      }),
    );
  });

  it('are as large as the CRM takes', () => {
    const creates = Array.from({ length: 41 }, (): Call => ({
      operation: 'create',
      revision: null,
      crmId: null,
    }));
    expect(portionsOf(creates).map(({ calls }) => calls.length)).toEqual([20, 20, 1]);
  });
});
