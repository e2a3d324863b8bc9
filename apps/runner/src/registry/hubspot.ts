import { hubspot as connector } from '@concord/connector-hubspot';
import type { Crm } from './crm.ts';

/** HubSpot. */
export const hubspot: Crm = {
  connector,
  access: {
    // HubSpot: client credentials serve webhooks alone. developers.hubspot.com, read 2026-11-21
    ways: ['refresh-token', 'token'],
    apiUrl: 'https://api.hubapi.com',
    parts: {
      clientId: "the app's client ID",
      clientSecret: "the app's client secret",
      refreshToken: "a refresh token of the app's installation",
      accessToken: 'the access token of a private app, or a service key',
      instanceUrl: 'https://api.hubapi.com',
    },
  },
  fieldWords: {
    types: {
      text: 'Single-line text',
      'long-text': 'Multi-line text',
      number: 'Number',
      boolean: 'Single checkbox',
      date: 'Date picker',
      instant: 'Date and time picker',
    },
    hasLengths: false,
    name: 'internal name',
    groups: {
      contacts: 'Contact information',
      companies: 'Company information',
      emails: 'Email information',
      tasks: 'Task information',
    },
    unique: ['Require unique values for this property'],
    visible: [],
  },
};
