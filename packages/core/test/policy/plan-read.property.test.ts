import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant, toRemoteId } from '../../src/contract/index.ts';
import type { MirrorRow } from '../../src/ports/index.ts';
import { row } from './given.ts';
import { MirrorModel } from './mirror-model.ts';

const ids = fc.constantFrom('1', '2', '3', '4');

const rows = fc.record({
  crmObject: fc.constantFrom('Contact', 'Lead'),
  id: ids,
  email: fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example', null),
  title: fc.constantFrom('CTO', 'CEO', null),
  day: fc.integer({ min: 1, max: 9 }),
  fate: fc.constantFrom('live', 'live', 'live', 'removed', 'merged'),
  into: ids,
});

/** Pages of changes, a record's later change never stamped before its earlier one. */
const pages = fc.array(fc.array(rows, { maxLength: 4 }), { maxLength: 6 }).map((list) =>
  list.map((page, index) =>
    page.map(({ crmObject, id, email, title, day, fate, into }): MirrorRow => {
      const merged = fate === 'merged' && into !== id;
      return row(
        `${crmObject}${id}`,
        { Email: email, Title: title },
        {
          crmObject,
          modifiedAt: toInstant(Date.UTC(2026, index, day)),
          removed: fate !== 'live',
          mergedInto: merged ? toRemoteId(`${crmObject}${into}`) : null,
          ...(fate === 'live' ? {} : { keys: [] }),
        },
      );
    }),
  ),
);

const objects = ['Contact', 'Lead'];

const readAll = (list: readonly MirrorRow[][], check: (model: MirrorModel) => void) => {
  const model = new MirrorModel();
  for (const page of list) {
    for (const object of objects) {
      const ofObject = page.filter(({ crmObject }) => crmObject === object);
      model.read(object, ofObject);
      check(model);
      const again = model.read(object, ofObject);
      expect({ platform: again.platform, links: again.links }).toEqual({ platform: [], links: [] });
    }
  }
};

describe('planRead: any history of a CRM', () => {
  it('leaves one person per address, and reading twice changes nothing (R-DUP-6)', () => {
    fc.assert(
      fc.property(pages, (list) => {
        readAll(list, ({ platform }) => {
          const keys = [...platform.values()].flatMap((record) => record.keys);
          expect(keys).toHaveLength(new Set(keys).size);
          for (const record of platform.values()) {
            expect(record.keys).toContain(record.key);
            expect(record.fields['email']).toBe(record.key);
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  it('has a person for every live record with an address (R-PERSON-1)', () => {
    fc.assert(
      fc.property(pages, (list) => {
        readAll(list, (model) => {
          const known = new Set([...model.platform.values()].flatMap(({ keys }) => keys));
          for (const one of model.rows.values()) {
            for (const { value } of one.keys) expect(known).toContain(value);
          }
        });
      }),
      { numRuns: 500 },
    );
  });
});
