import { isIP } from 'node:net';
import type { buildConnector } from 'undici';
import { isPublicAddress } from './public-address.ts';

/** Looks a name up: every address it has, in the order to try. */
export type Lookup = (host: string) => Promise<readonly string[]>;

const choose = (addresses: readonly string[]): string | null => {
  // One private address among public ones is an attempt to be routed inside: refuse them all.
  if (addresses.length === 0 || !addresses.every(isPublicAddress)) return null;
  return addresses.find((address) => isIP(address) === 4) ?? addresses[0] ?? null;
};

/**
 * Connects to the very address that was looked up and checked, so that a name that changes its
 * address in between (rebinding) gains nothing. A host that is an address itself was normalised
 * by the URL parser and is checked alike.
 */
export const createCheckedConnector =
  (lookup: Lookup, dial: buildConnector.connector): buildConnector.connector =>
  (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/gu, '');
    const found = isIP(host) === 0 ? lookup(host) : Promise.resolve([host]);
    found.then(
      (addresses) => {
        const address = choose(addresses);
        if (address === null) callback(new Error('the address is not public'), null);
        else
          dial({ ...options, hostname: address, servername: options.servername || host }, callback);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
