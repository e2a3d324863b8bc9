import { getDomain } from 'tldts';
import type { FieldValue } from '../contract/index.ts';
import { asciiHost } from './ascii-host.ts';

const schemes = /^(?:(?:[a-z][a-z\d+.-]{0,30}:)?[\\/]{2,}|https?:[\\/]*)\s*/i;
const hostEnd = /[\\/?#\s,;]/;

// Hosts of other people's sites that the list of tldts 7.5.4 lacks (compared 2026-11-21).
const sharedSites = new Set([
  'business.site',
  'godaddysites.com',
  'squarespace.com',
  'substack.com',
  'tumblr.com',
  'weebly.com',
  'wordpress.com',
]);

/** A CRM's website field holds 255 characters; what is much longer is not a website. */
const longest = 2048;

/**
 * The registrable domain of a website in any spelling, as companies are matched by it
 * (R-COMPANY-2); `null` for IP addresses, single labels and bare public suffixes.
 */
export const normaliseDomain = (value: FieldValue): string | null => {
  if (typeof value !== 'string' || value.length > longest) return null;
  const host = asciiHost(hostOf(value.trim()));
  if (host === null) return null;
  const domain = getDomain(host, { allowPrivateDomains: true });
  // Below a private suffix `www` is the platform's own site, not a customer's.
  if (domain === null || domain.startsWith('www.')) return null;
  return sharedSites.has(domain) ? siteOf(host, domain) : domain;
};

/** `acme.wordpress.com` is its own site; `wordpress.com` is its owner's. */
const siteOf = (host: string, shared: string): string => {
  const name = host
    .slice(0, -shared.length - 1)
    .split('.')
    .at(-1);
  return name === undefined || name === '' || name === 'www' ? shared : `${name}.${shared}`;
};

const hostOf = (website: string): string => {
  const address = withoutSchemes(website);
  const end = address.search(hostEnd);
  const authority = end === -1 ? address : address.slice(0, end);
  const hostAndPort = authority.slice(authority.lastIndexOf('@') + 1);
  return hostAndPort.replace(/:\d*$/, '').replace(/\.$/, '');
};

/** Without the scheme, also one typed twice: `http://https://acme.com`. */
const withoutSchemes = (website: string): string => {
  const rest = website.replace(schemes, '');
  return rest === website ? rest : withoutSchemes(rest);
};
