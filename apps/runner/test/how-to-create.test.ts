import { salesforce } from '@concord/connector-salesforce';
import { describe, expect, it } from 'vitest';
import { howToCreate } from '../src/commands/how-to-create.ts';

const fieldOf = (object: string, name: string) => {
  const found = salesforce.productFields.find((one) => one.object === object && one.name === name);
  if (found === undefined) throw new Error(`no field ${object}.${name}`);
  return found;
};

describe('howToCreate', () => {
  it('tells of the unique key all that makes it one (R-DUP-1)', () => {
    expect(howToCreate(fieldOf('Contact', 'Unify_Metadata__c'))).toBe(
      'on Contact create "Unify Metadata", API name Unify_Metadata__c, Text(255), External ID, ' +
        'Unique (not case-sensitive), visible and editable for our user',
    );
  });

  it('names the object that an admin creates the field on', () => {
    expect(howToCreate(fieldOf('Task', 'Unify_Metadata__c'))).toContain('on Activity (for Task)');
  });

  it('leaves a length out where the type has none', () => {
    expect(howToCreate(fieldOf('EmailMessage', 'Unify_Is_Opened__c'))).toContain(', Checkbox, ');
  });
});
