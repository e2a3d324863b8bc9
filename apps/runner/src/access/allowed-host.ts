import type { Connector } from '@concord/core/contract';
import { isLoopback } from '../system/is-loopback.ts';

/**
 * Whether a CRM's credentials may go to this address, whatever an answer says; one on this machine
 * only in development.
 */
export const isAllowedHost = (
  { hosts }: Pick<Connector, 'hosts'>,
  address: string,
  production: boolean,
): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, port } = new URL(address);
  if (!production && isLoopback(hostname)) return true;
  const isOwn = hosts.some((zone) => hostname.endsWith(`.${zone}`));
  return isOwn && protocol === 'https:' && username === '' && port === '';
};
