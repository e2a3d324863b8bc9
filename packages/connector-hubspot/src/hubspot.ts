import type { Connector } from '@concord/core/contract';
import { renewTokens } from './authorise.ts';
import { checkPermissions } from './check-permissions.ts';
import { askOn } from './client.ts';
import { createField } from './create-field.ts';
import { identify } from './identify.ts';
import { listProductFields } from './list-product-fields.ts';
import { companies } from './objects/companies.ts';
import { contacts } from './objects/contacts.ts';
import { deals } from './objects/deals.ts';
import { emails } from './objects/emails.ts';
import { owners } from './objects/owners.ts';
import { tasks } from './objects/tasks.ts';
import { datedPaths, type Paths } from './paths.ts';
import { rateLimits } from './rate-limits.ts';
import { readQuota } from './read-quota.ts';
import { scopeNeeds } from './scopes.ts';

/** The connector under some paths. */
export const hubspotOn = (paths: Paths) => {
  const ask = askOn(paths);
  return {
    contract: 1,
    id: 'hubspot',
    label: 'HubSpot',
    auth: {
      authorizeUrl: 'https://app.hubspot.com/oauth/authorize',
      tokenUrl: `https://api.hubapi.com${paths.toPath('/oauth/v3/token')}`,
      scopes: Object.keys(scopeNeeds),
      renew: renewTokens,
    },
    // Accounts of every region are reached there. developers.hubspot.com, read 2026-11-21
    hosts: ['hubapi.com'],
    // HubSpot limits how many requests there are in a time, not how many at once.
    requestsAtOnce: 4,
    rateLimits,
    readQuota,
    objects: {
      owners: owners(ask),
      companies: companies(ask),
      contacts: contacts(ask),
      deals: deals(ask),
      tasks: tasks(ask),
      emails: emails(ask),
    },
    checkPermissions: checkPermissions(ask),
    productFields: listProductFields(),
    createField: createField(ask),
    identify: identify(ask),
  } satisfies Connector;
};

/** HubSpot: companies and people both ways, emails and tasks to it, deals from it. */
export const hubspot = hubspotOn(datedPaths);
