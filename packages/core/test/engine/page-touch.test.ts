import { toInstant, toRemoteId } from '@concord/core/contract';
import type { MirrorRow, ReadContext } from '@concord/core/ports';
import { describe, expect, it } from 'vitest';
import { isStale } from '../../src/engine/page-touch.ts';

const row = (id: string, email: string): MirrorRow => ({
  connectionId: 'c1',
  crmObject: 'Person',
  id: toRemoteId(id),
  fields: {},
  modifiedAt: toInstant(0),
  revision: null,
  removed: false,
  mergedInto: null,
  keys: [{ kind: 'email', value: email }],
});

const around = (more: Partial<ReadContext> = {}): ReadContext => ({
  known: [],
  rivals: [],
  platform: [],
  companies: [],
  links: [],
  ...more,
});

const touch = {
  ids: new Set(['a']),
  keys: new Set(['email a@acme.com']),
  records: new Set(['p1']),
};

const link = { connectionId: 'c1', crmObject: 'Person', createdByUs: false };

describe('isStale', () => {
  it.each([
    ['a row that the other page has', { rows: [row('a', 'b@acme.com')], context: around() }],
    ['an address that it has', { rows: [row('b', 'a@acme.com')], context: around() }],
    [
      'a rival that it has',
      { rows: [row('b', 'b@acme.com')], context: around({ rivals: [row('a', 'b@acme.com')] }) },
    ],
    [
      'an older address of a row',
      { rows: [row('b', 'b@acme.com')], context: around({ known: [row('b', 'a@acme.com')] }) },
    ],
    [
      'a link of a record that it changed',
      {
        rows: [row('b', 'b@acme.com')],
        context: around({ links: [{ ...link, recordId: 'p1', crmId: toRemoteId('b') }] }),
      },
    ],
  ])('notices %s', (_, page) => {
    expect(isStale(page, touch)).toBe(true);
  });

  it('lets a page alone that shares nothing', () => {
    const context = around({
      rivals: [row('c', 'c@acme.com')],
      links: [{ ...link, recordId: 'p2', crmId: toRemoteId('c') }],
    });
    expect(isStale({ rows: [row('b', 'b@acme.com')], context }, touch)).toBe(false);
  });
});
