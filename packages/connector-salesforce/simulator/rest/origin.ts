import type { SimulatorRequest } from '@concord/testkit/simulator';

/** The address a client reached the simulator at, also through a proxy that ends TLS; `host` stands in for the one it asked. */
export const originOf = (request: SimulatorRequest, host = request.headers.host): string => {
  const scheme = request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return `${scheme}://${host ?? '127.0.0.1'}`;
};
