/** The only way a request leaves: bounded, authorised, paced and metered, over an injected fetch. */
export { createGovernor, type Governor, type GovernorParts } from './governor.ts';
export { defaultLimits, type TransportLimits } from './limits.ts';
export { createPlainFetch, type PlainFetchParts } from './plain-fetch.ts';
export { shareRenewals, type AccessToken, type TokenSource } from './token-source.ts';
export { createTransport, type Meter, type TransportParts } from './transport.ts';
