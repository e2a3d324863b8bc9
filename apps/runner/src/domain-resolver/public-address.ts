import ipaddr from 'ipaddr.js';

// Only global unicast is assigned to public servers (RFC 4291, section 2.4). Addresses that carry
// an IPv4 address (mapped, NAT64, 6to4, Teredo) have a range of their own or lie outside of it.
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether an address is one that any host of the internet may have. */
export const isPublicAddress = (text: string): boolean => {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  const isUnicast = address.range() === 'unicast';
  return address instanceof ipaddr.IPv4 ? isUnicast : isUnicast && address.match(globalUnicast);
};
