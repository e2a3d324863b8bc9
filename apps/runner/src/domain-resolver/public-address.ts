import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

// Prefixes whose address carries an IPv4 address, and the byte where it begins.
// RFC 6052 (64:ff9b::/96), RFC 8215 (64:ff9b:1::/48), RFC 3056 (2002::/16), RFC 4291 (::/96).
const carriers = [
  ['64:ff9b::/96', 12],
  ['64:ff9b:1::/48', 12],
  ['2002::/16', 2],
  ['::/96', 12],
] as const;

const carriedBy = (address: ipaddr.IPv6): Address | null => {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const carrier = carriers.find(([range]) => address.match(ipaddr.IPv6.parseCIDR(range)));
  if (carrier === undefined) return null;
  return ipaddr.fromByteArray(address.toByteArray().slice(carrier[1], carrier[1] + 4));
};

// Only global unicast is ever assigned to a public server. RFC 4291, section 2.4.
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

const isPublicV6 = (address: ipaddr.IPv6): boolean => {
  if (carriedBy(address) !== null) return false;
  return address.range() === 'unicast' && address.match(globalUnicast);
};

/** Whether an address, in canonical text, is one that any host of the internet may have. */
export const isPublicAddress = (text: string): boolean => {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  return address instanceof ipaddr.IPv4 ? address.range() === 'unicast' : isPublicV6(address);
};
