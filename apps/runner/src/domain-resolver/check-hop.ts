import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

// RFC 2606, RFC 6761, RFC 6762, RFC 7686, RFC 8375: names that never lead to a public website.
const reserved = ['example', 'test', 'invalid', 'localhost', 'local', 'internal', 'onion', 'arpa'];

const ports: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/gu, '').replace(/\.$/u, '');

const isReserved = (host: string): boolean => reserved.includes(host.split('.').at(-1) ?? '');

const isAskable = (host: string): boolean =>
  isIP(host) === 0 ? host.includes('.') && !isReserved(host) : isPublicAddress(host);

/** Whether a website may be asked for at all, before its name is looked up. */
export const mayAsk = (url: URL): boolean =>
  ports[url.protocol] !== undefined &&
  (url.port === '' || url.port === ports[url.protocol]) &&
  url.username === '' &&
  url.password === '' &&
  isAskable(bareHost(url));

/** Where a redirect leads; `null` when that is nowhere we go, as from https back to http. */
export const nextHop = (from: URL, location: string): URL | null => {
  if (!URL.canParse(location, from)) return null;
  const to = new URL(location, from);
  const isDowngrade = from.protocol === 'https:' && to.protocol === 'http:';
  return mayAsk(to) && !isDowngrade ? to : null;
};
