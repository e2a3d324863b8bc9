import type { RemoteObject } from '@concord/core/contract';
import { readAssociations } from '../associations.ts';
import type { Ask } from '../client.ts';
import { describeObject } from '../describe-object.ts';
import { companyField } from '../draft-links.ts';
import { linkReadMax } from '../limits.ts';
import { toName } from '../query-text.ts';
import { matchBy } from './match-by.ts';
import type { ObjectShape } from './object-shape.ts';
import { productFields } from './product-fields.ts';
import { readWithRemovals } from './read-with-removals.ts';
import { removeUntouched } from './remove-untouched.ts';
import { saveGuarded } from './save-guarded.ts';

const shapeOn = (ask: Ask): ObjectShape => ({
  ask,
  name: 'contacts',
  // HubSpot: a search knows the times of contacts by this name alone. developers.hubspot.com
  // "Search", read 2026-11-21
  modified: toName('lastmodifieddate'),
  mergedIds: [toName('hs_merged_object_ids'), toName('hs_calculated_merged_vids')],
  history: 'all',
  // The company is one of its properties.
  listed: [],
});

/** A person (R-PERSON-1, R-PERSON-2). */
export const contacts = (ask: Ask) => {
  const shape = shapeOn(ask);
  return {
    represents: 'person',
    keyFields: { email: ['email', 'hs_additional_emails'] },
    company: { field: companyField, object: 'companies' },
    defaultMapping: {
      email: 'email',
      firstName: 'firstname',
      lastName: 'lastname',
      title: 'jobtitle',
      street: 'address',
      postalCode: 'zip',
      country: 'country',
      mobilePhone: 'mobilephone',
      workPhone: 'phone',
      linkedInUrl: 'hs_linkedin_url',
      status: 'hs_lead_status',
      leadSource: 'hs_analytics_source',
      emailOptOut: 'hs_email_optout',
      doNotCall: 'do_not_call',
      lastActivityDate: 'notes_last_updated',
      ...productFields.contacts,
    },
    units: [['address', 'city', 'state', 'zip', 'country']],
    describe: describeObject(shape),
    read: readWithRemovals(shape),
    write: {
      ...matchBy(shape, ['unique-key', 'email']),
      matchLagMs: 0,
      ...saveGuarded(shape),
      ...removeUntouched(shape, ['deals', 'tasks', 'emails']),
    },
    associations: { to: ['companies'], batchMax: linkReadMax, call: readAssociations(shape) },
  } satisfies RemoteObject;
};
