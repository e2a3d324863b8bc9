import { salesforce } from '@concord/connector-salesforce';
import { Connection } from 'jsforce/lib/connection.js';
import { setting } from './measure.ts';

/** A client as anybody would make it, for the integration user unless told otherwise. */
export const connectPlainly = (accessToken = 'sim-integration'): Connection =>
  new Connection({
    instanceUrl: setting('SIMULATOR_URL'),
    accessToken,
    version: '62.0',
  });

/** The contact fields that Concord reads with its prepared mappings. */
export const contactFields: readonly string[] = [
  'Id',
  'SystemModstamp',
  'IsDeleted',
  'MasterRecordId',
  ...new Set([...Object.values(salesforce.objects.Contact.defaultMapping), 'AccountId']),
];
