import { isIP } from 'node:net';

// Where each CRM keeps its accounts; a token is sent nowhere else, whatever an answer says.
// Salesforce: My Domain host names. help.salesforce.com domain_name_url_formats, read 2026-11-21
const zones: Readonly<Record<string, readonly string[]>> = {
  salesforce: ['salesforce.com', 'force.com'],
};

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

/** Whether a CRM's credentials may go to this address; one on this machine only in development. */
export const isAllowedHost = (crm: string, address: string, production: boolean): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, port } = new URL(address);
  if (!production && isLoopback(hostname)) return true;
  const isOwn = (zones[crm] ?? []).some((zone) => hostname.endsWith(`.${zone}`));
  return isOwn && protocol === 'https:' && username === '' && port === '';
};
