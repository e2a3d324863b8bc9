import { salesforce as connector } from '@concord/connector-salesforce';
import type { Crm } from './crm.ts';

/** Salesforce. */
export const salesforce: Crm = {
  connector,
  access: {
    ways: ['refresh-token', 'client-credentials', 'token'],
    apiUrl: null,
    parts: {
      clientId: "the connected app's consumer key",
      clientSecret: "the connected app's consumer secret",
      refreshToken: 'a refresh token of the integration user',
      accessToken: 'an access token of the integration user',
      instanceUrl: "the organisation's My Domain, https://….my.salesforce.com",
    },
  },
  fieldWords: {
    types: {
      text: 'Text',
      'long-text': 'Long Text Area',
      number: 'Number',
      boolean: 'Checkbox',
      date: 'Date',
      instant: 'Date/Time',
    },
    hasLengths: true,
    name: 'API name',
    groups: {},
    unique: ['External ID', 'Unique (not case-sensitive)'],
    visible: ['visible and editable for our user'],
  },
};
