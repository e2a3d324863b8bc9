import { describe, expect, it } from 'vitest';
import { holdsDraft } from '../../src/policy/index.ts';
import { contactDescription } from './given.ts';

const held = { Email: 'jo@acme.com', LastName: 'Lee', Title: null };

describe('holdsDraft', () => {
  it('knows a record by all that was to be written, as CRMs tidy values (R-DUP-1)', () => {
    const draft = { Email: 'Jo@Acme.com', LastName: 'Lee ' };
    expect(holdsDraft(draft, held, contactDescription)).toBe(true);
  });

  it('takes no record in which somebody changed or emptied a field', () => {
    expect(holdsDraft({ LastName: 'Li' }, held, contactDescription)).toBe(false);
    expect(holdsDraft({ LastName: 'Lee', Title: 'CTO' }, held, contactDescription)).toBe(false);
  });

  it('passes over what the record does not tell', () => {
    expect(holdsDraft({ LastName: 'Lee', Phone: '1' }, held, contactDescription)).toBe(true);
  });
});
