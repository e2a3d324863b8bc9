import { describe, expect, it } from 'vitest';
import { howToCreate } from '../src/commands/how-to-create.ts';
import { findCrm } from '../src/registry/crms.ts';

const tell = (crm: string, object: string, name: string): string => {
  const { connector, fieldWords } = findCrm(crm);
  const found = connector.productFields.find((one) => one.object === object && one.name === name);
  if (found === undefined) throw new Error(`no field ${object}.${name}`);
  return howToCreate(found, fieldWords);
};

describe('howToCreate', () => {
  it('tells of the unique key all that makes it one (R-DUP-1)', () => {
    expect(tell('salesforce', 'Contact', 'Unify_Metadata__c')).toBe(
      'on Contact create "Unify Metadata", API name Unify_Metadata__c, Text(255), External ID, ' +
        'Unique (not case-sensitive), visible and editable for our user',
    );
  });

  it('names the object that an admin creates the field on', () => {
    expect(tell('salesforce', 'Task', 'Unify_Metadata__c')).toContain('on Activity (for Task)');
  });

  it('speaks as the pages of each CRM do', () => {
    expect(tell('hubspot', 'contacts', 'unify_metadata')).toBe(
      'on contacts create "Unify Metadata", in the group "Contact information", internal name ' +
        'unify_metadata, Single-line text, Require unique values for this property',
    );
    expect(tell('hubspot', 'companies', 'unify_created_at')).toContain('Date and time picker');
  });

  it('leaves a length out where the type has none', () => {
    expect(tell('salesforce', 'EmailMessage', 'Unify_Is_Opened__c')).toContain(', Checkbox, ');
  });
});
