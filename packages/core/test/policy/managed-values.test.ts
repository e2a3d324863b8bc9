import { describe, expect, it } from 'vitest';
import { managedValues } from '../../src/policy/index.ts';
import { now, person } from './given.ts';

describe('managedValues', () => {
  const record = person({ title: 'CTO', mostRecentPlay: 'Spring', createdAt: 'old' });

  it('stamps what we write with the record and the time (R-OVERWRITE-3)', () => {
    expect(managedValues({ record, now, creating: true })).toMatchObject({
      metadata: 'person-1',
      createdAt: now,
      updatedAt: now,
      firstWrittenAt: now,
      mostRecentPlay: 'Spring',
      initialPlay: null,
    });
  });

  it('says when we created only what we create (R-OVERWRITE-3)', () => {
    expect(managedValues({ record, now, creating: false })).toMatchObject({ createdAt: null });
  });

  it('holds managed fields only (R-OVERWRITE-3)', () => {
    expect(managedValues({ record, now, creating: true })).not.toHaveProperty('title');
    const company = { ...record, object: 'company' as const };
    expect(managedValues({ record: company, now, creating: true })).toHaveProperty('intentLevel');
  });
});
