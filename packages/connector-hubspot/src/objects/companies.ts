import type { RemoteObject } from '@concord/core/contract';
import type { Ask } from '../client.ts';
import { describeObject } from '../describe-object.ts';
import { searchLagMs } from '../limits.ts';
import { toName } from '../query-text.ts';
import { matchBy } from './match-by.ts';
import type { ObjectShape } from './object-shape.ts';
import { productFields } from './product-fields.ts';
import { readWithRemovals } from './read-with-removals.ts';
import { removeUntouched } from './remove-untouched.ts';
import { saveGuarded } from './save-guarded.ts';

const shapeOn = (ask: Ask): ObjectShape => ({
  ask,
  name: 'companies',
  modified: toName('hs_lastmodifieddate'),
  mergedIds: [toName('hs_merged_object_ids')],
  history: 'all',
  listed: [],
});

/** A company (R-COMPANY-1). */
export const companies = (ask: Ask) => {
  const shape = shapeOn(ask);
  return {
    represents: 'company',
    keyFields: { domain: ['domain', 'hs_additional_domains'] },
    company: null,
    defaultMapping: {
      name: 'name',
      domain: 'domain',
      street: 'address',
      city: 'city',
      state: 'state',
      postalCode: 'zip',
      country: 'country',
      timeZone: 'timezone',
      phone: 'phone',
      status: 'hs_lead_status',
      linkedInUrl: 'linkedin_company_page',
      description: 'description',
      doNotContact: 'do_not_contact',
      founded: 'founded_on',
      industry: 'industry',
      employeeCount: 'numberofemployees',
      revenue: 'annualrevenue',
      accountSource: 'hs_analytics_source',
      ...productFields.companies,
    },
    units: [['address', 'address2', 'city', 'state', 'zip', 'country']],
    describe: describeObject(shape),
    read: readWithRemovals(shape),
    write: {
      ...matchBy(shape, ['unique-key', 'domain']),
      // HubSpot keeps no two companies of one domain apart, and finds them by search alone.
      matchLagMs: searchLagMs,
      ...saveGuarded(shape),
      ...removeUntouched(shape, ['contacts', 'deals', 'tasks', 'emails']),
    },
  } satisfies RemoteObject;
};
