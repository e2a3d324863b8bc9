import type { Connector } from '@concord/core/contract';
import { renewTokens } from './authorise.ts';
import { identify } from './identify.ts';
import { account } from './objects/account.ts';
import { contact } from './objects/contact.ts';
import { user } from './objects/user.ts';
import { readQuota } from './read-quota.ts';

/** Salesforce's accounts and contacts, both ways, and its users. */
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
  readQuota,
  objects: { User: user, Account: account, Contact: contact },
  identify,
} satisfies Connector;
