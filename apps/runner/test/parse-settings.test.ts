import { describe, expect, it } from 'vitest';
import { parseSettings } from '../src/commands/parse-settings.ts';

describe('parseSettings', () => {
  it('reads each value as its setting takes it', () => {
    const words = ['createAs=leads', 'assignLeads=true', 'readEveryMinutes=5', 'brandPrefix= A=B'];
    expect(parseSettings(words)).toEqual({
      createAs: 'leads',
      assignLeads: true,
      readEveryMinutes: 5,
      brandPrefix: 'A=B',
    });
  });

  it('leaves what is no such value, and no such setting, to be refused', () => {
    expect(parseSettings(['assignLeads=yes', 'readEveryMinutes=', 'colour=red'])).toEqual({
      assignLeads: 'yes',
      readEveryMinutes: '',
      colour: 'red',
    });
  });

  it('refuses a word that is no setting', () => {
    expect(() => parseSettings(['createAs=leads', 'leads'])).toThrow('leads is no setting');
  });
});
