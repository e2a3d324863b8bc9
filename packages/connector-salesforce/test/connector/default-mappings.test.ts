import { catalogue, findPlatformField } from '@concord/core/platform';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../../src/index.ts';

const { Account, Contact, EmailMessage, Lead, Opportunity } = salesforce.objects;

const mapped = [
  ['company', 'Account', Account.defaultMapping],
  ['person', 'Contact', Contact.defaultMapping],
  ['person', 'Lead', Lead.defaultMapping],
  ['emailMessage', 'EmailMessage', EmailMessage.defaultMapping],
  ['opportunity', 'Opportunity', Opportunity.defaultMapping],
] as const;

describe('the mapping offered on connecting', () => {
  it.each(mapped)('of a %s to %s names fields of the platform (R-MAP-2)', (object, _, fields) => {
    const unknown = Object.keys(fields).filter((key) => findPlatformField(object, key) === null);
    expect(unknown).toEqual([]);
  });

  it.each(mapped)('of a %s to %s has every field we own (R-MAP-2)', (object, _, fields) => {
    const owned = catalogue[object].filter(({ managed }) => managed !== undefined);
    expect(Object.keys(fields)).toEqual(expect.arrayContaining(owned.map(({ key }) => key)));
  });

  it('has every event of an email (R-EMAIL-6)', () => {
    const events = catalogue.emailMessage.filter(({ key }) =>
      /^(?:is|bounced|click|marked|first|last|trackO|opted|enrolled|sequence)/.test(key),
    );
    expect(Object.keys(EmailMessage.defaultMapping).toSorted()).toEqual(
      events.map(({ key }) => key).toSorted(),
    );
  });
});
