import type { Connector } from '@concord/core/contract';
import { renewTokens } from './authorise.ts';
import { checkPermissions } from './check-permissions.ts';
import { createField } from './create-field.ts';
import { identify } from './identify.ts';
import { listProductFields } from './list-product-fields.ts';
import { account } from './objects/account.ts';
import { contact } from './objects/contact.ts';
import { emailMessage } from './objects/email-message.ts';
import { lead } from './objects/lead.ts';
import { opportunityContactRole } from './objects/opportunity-contact-role.ts';
import { opportunity } from './objects/opportunity.ts';
import { task } from './objects/task.ts';
import { user } from './objects/user.ts';
import { prepare } from './prepare.ts';
import { readQuota } from './read-quota.ts';

/** Salesforce: companies and people both ways, emails and tasks to it, opportunities from it. */
export const salesforce = {
  contract: 1,
  id: 'salesforce',
  label: 'Salesforce',
  auth: {
    authorizeUrl: 'https://login.salesforce.com/services/oauth2/authorize',
    tokenUrl: 'https://login.salesforce.com/services/oauth2/token',
    scopes: ['api', 'refresh_token', 'openid'],
    renew: renewTokens,
  },
  // My Domain host names. help.salesforce.com domain_name_url_formats, read 2026-11-21
  hosts: ['salesforce.com', 'force.com'],
  // 25 requests of 20 s and more at a time in production, 5 in a trial. developer.salesforce.com,
  // read 2026-11-21
  requestsAtOnce: 4,
  rateLimits: [],
  readQuota,
  objects: {
    User: user,
    Account: account,
    Contact: contact,
    Lead: lead,
    Opportunity: opportunity,
    OpportunityContactRole: opportunityContactRole,
    Task: task,
    EmailMessage: emailMessage,
  },
  prepare,
  checkPermissions,
  productFields: listProductFields(),
  createField,
  identify,
} satisfies Connector;
