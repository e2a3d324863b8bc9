import { isIP } from 'node:net';

/** Whether this machine alone reaches a name or an address, one of IPv6 with brackets or without. */
export const isLoopback = (host: string): boolean =>
  ['localhost', '::1', '[::1]'].includes(host) || (isIP(host) === 4 && host.startsWith('127.'));
