import type { Change } from '@concord/testkit/simulator';
import { describe, expect, it } from 'vitest';
import { countBeside } from '../src/demo/count-beside.ts';
import { salesforceDemo } from '../src/registry/salesforce-demo.ts';

const created = (id: string, sequence: number, user = 'us'): Change => ({
  sequence,
  time: '2026-03-24T10:00:00.000Z',
  user,
  object: id.replace(/\d$/u, ''),
  id,
  kind: 'created',
  field: 'Email',
  before: null,
  after: '',
});

const count = (objects: readonly string[], history: readonly Change[]): number =>
  countBeside({
    history,
    ourUser: 'us',
    rivals: salesforceDemo.rivals,
    keyed: objects.map((object, index) => ({ object, id: `${object}${index}`, key: 'one' })),
  });

describe('countBeside', () => {
  it('sees an email that another integration had recorded (R-EMAIL-5)', () => {
    expect(count(['EmailMessage', 'EmailMessage'], [created('EmailMessage1', 1)])).toBe(1);
  });

  it('sees a lead of somebody who was a contact (R-PERSON-5)', () => {
    expect(count(['Contact', 'Lead'], [created('Lead1', 1)])).toBe(1);
  });

  it('allows a contact of somebody who was a lead (R-PERSON-4)', () => {
    expect(count(['Contact', 'Lead'], [created('Contact0', 1)])).toBe(0);
  });

  it('does not blame us for what was created after ours, or by others', () => {
    const later = [created('Contact0', 1), created('Contact1', 2, 'person')];
    expect(count(['Contact', 'Contact'], later)).toBe(0);
    expect(count(['Contact', 'Contact'], [created('Contact1', 2, 'person')])).toBe(0);
  });
});
