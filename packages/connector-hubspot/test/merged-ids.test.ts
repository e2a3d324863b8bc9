import { toInstant, toRemoteId, type RemoteRecord } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { fitPage, recordMax } from '../src/fit-page.ts';
import { mergedIdsOf, toTombstone } from '../src/merged-ids.ts';
import type { RecordBody } from '../src/parse-answer.ts';
import { toName } from '../src/query-text.ts';

const shape = { mergedIds: ['hs_merged_object_ids', 'hs_calculated_merged_vids'].map(toName) };
const at = toInstant('2026-03-24T10:00:00Z');

const rowOf = (id: string, merged: string | null, vids: string | null = null): RecordBody => ({
  id,
  properties: { hs_merged_object_ids: merged, hs_calculated_merged_vids: vids },
  createdAt: at,
  updatedAt: at,
  archived: false,
});

const recordOf = (id: string): RemoteRecord => ({
  id: toRemoteId(id),
  fields: { email: 'a@acme.example' },
  modifiedAt: at,
  revision: at,
  removed: false,
  mergedInto: null,
});

describe('mergedIdsOf', () => {
  it.each([
    [null, null, []],
    ['', '', []],
    ['1;2', null, ['1', '2']],
    ['1;2', '2:1767225600000;3:1767225600000', ['1', '2', '3']],
    [' 1 ; 2', null, ['1', '2']],
    // A record that kept its id is none of those that lead to it.
    ['9;1', null, ['1']],
    ['x;1;', null, ['1']],
  ])('of %o and %o is %o', (merged, vids, ids) => {
    expect(mergedIdsOf(rowOf('9', merged, vids), shape)).toEqual(ids);
  });
});

describe('toTombstone', () => {
  it('names the survivor and keeps none of its values', () => {
    expect(toTombstone(toRemoteId('1'), recordOf('9'))).toEqual({
      id: '1',
      fields: { email: null },
      modifiedAt: at,
      revision: at,
      removed: true,
      mergedInto: '9',
    });
  });
});

describe('fitPage', () => {
  const idsFrom = (from: number, count: number): string =>
    Array.from({ length: count }, (_, index) => from + index).join(';');

  it('puts what was merged before its survivor', () => {
    const rows = [rowOf('8', null), rowOf('9', '1;2')];
    const { records, rowCount } = fitPage(rows, [recordOf('8'), recordOf('9')], shape);
    expect(records.map(({ id }) => id)).toEqual(['8', '1', '2', '9']);
    expect(rowCount).toBe(2);
  });

  it('leaves for the next page what does not go on it', () => {
    const rows = [rowOf('7', idsFrom(1000, 250)), rowOf('8', idsFrom(2000, 250)), rowOf('9', null)];
    const all = [recordOf('7'), recordOf('8'), recordOf('9')];
    const { records, rowCount } = fitPage(rows, all, shape);
    expect(rowCount).toBe(1);
    expect(records).toHaveLength(251);
    const rest = fitPage(rows.slice(1), all.slice(1), shape);
    expect(rest.rowCount).toBe(2);
    expect(rest.records.length).toBeLessThanOrEqual(recordMax);
  });

  it('takes one record whatever was merged into it', () => {
    const { rowCount } = fitPage([rowOf('7', idsFrom(1000, 600))], [recordOf('7')], shape);
    expect(rowCount).toBe(1);
  });
});
